#include "http/upstream/name_service.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace smokehouse::http::upstream {

name_service::name_service(asio::any_io_executor executor,
                           std::shared_ptr<host_lookup> lookup)
    : lookup_(lookup ? std::move(lookup) : std::make_shared<host_lookup>()),
      executor_(std::move(executor)) {}

asio::awaitable<name_service::endpoints>
name_service::find(url to, std::shared_ptr<wait> here) {
  error_code ec;
  const auto address = asio::ip::make_address(to.host(), ec);
  if (!ec)
    co_return endpoints{tcp::endpoint{address, to.port()}};
  here->ended.expires_at(time_point::max());
  // Given up as soon as this coroutine is.
  const auto asked = lookup_->find(
      to.host(), to.port(),
      [self = shared_from_this(), waiting = std::weak_ptr(here)](
          const endpoints& found) { self->answer(waiting, found); });
  co_await here->ended.async_wait(
      asio::redirect_error(asio::use_awaitable, ec));
  co_return std::move(here->found);
}

void name_service::close() {
  std::lock_guard guard{mutex_};
  executor_.reset();
}

void name_service::answer(const std::weak_ptr<wait>& to,
                          const endpoints& found) {
  // The lock is held while it posts: after `close` nothing is on its way.
  std::lock_guard guard{mutex_};
  if (!executor_)
    return;
  asio::post(*executor_, [to, found] {
    if (auto waiting = to.lock()) {
      waiting->found = found;
      waiting->ended.cancel();
    }
  });
}

} // namespace smokehouse::http::upstream
