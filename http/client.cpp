#include "http/client.hpp"

#include "http/upstream/call.hpp"
#include "http/upstream/pool.hpp"
#include "http/upstream/request_text.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace smokehouse::http {

namespace {

using upstream::call;
using upstream::call_ptr;
using upstream::pool;

/// Lets the caller's cancellation reach the pool, on the pool's executor. Both
/// may be gone by then: the slot outlives the call.
void connect_cancellation(const std::shared_ptr<pool>& to,
                          const call_ptr& which) {
  auto slot = which->complete.get_cancellation_slot();
  if (!slot.is_connected())
    return;
  slot.assign([weak_pool = std::weak_ptr(to),
               weak_call = std::weak_ptr(which)](asio::cancellation_type) {
    auto self = weak_pool.lock();
    if (!self)
      return;
    asio::dispatch(self->executor(), [self, weak_call] {
      if (auto found = weak_call.lock())
        self->abort(found, asio::error::operation_aborted);
    });
  });
}

void start(const std::shared_ptr<pool>& to, std::string target,
           get_options options, asio::any_io_executor home,
           call::handler complete) {
  auto text = upstream::request_text(to->upstream(), target, options.headers);
  if (!text) {
    asio::post(home, [done = std::move(complete), ec = text.error()]() mutable {
      std::move(done)(ec, client_response{});
    });
    return;
  }
  auto deadline =
      std::min(options.deadline, clock::now() + to->settings().request_timeout);
  auto which =
      std::make_shared<call>(to->executor(), std::move(*text), deadline,
                             std::move(home), std::move(complete));
  connect_cancellation(to, which);
  asio::dispatch(to->executor(),
                 [to, which = std::move(which)] { to->submit(which); });
}

} // namespace

client::client(asio::any_io_executor executor, url to, client_settings settings)
    : pool_(std::make_shared<pool>(std::move(executor), std::move(to),
                                   std::move(settings))) {}

client::~client() {
  if (pool_)
    close();
}

void client::close() const {
  pool_->leave_executor();
  asio::dispatch(pool_->executor(), [closing = pool_] { closing->close(); });
}

asio::awaitable<client_response> client::get(std::string target) const {
  return get(std::move(target), get_options{});
}

asio::awaitable<client_response> client::get(std::string target,
                                             get_options options) const {
  using signature = void(error_code, client_response);
  return asio::async_initiate<const asio::use_awaitable_t<>, signature>(
      [](auto handler, std::shared_ptr<pool> to, std::string suffix,
         get_options wanted) {
        asio::any_io_executor home = asio::prefer(
            asio::any_io_executor(asio::get_associated_executor(handler)),
            asio::execution::outstanding_work.tracked);
        start(to, std::move(suffix), std::move(wanted), std::move(home),
              std::move(handler));
      },
      asio::use_awaitable, pool_, std::move(target), std::move(options));
}

const url& client::upstream() const {
  return pool_->upstream();
}

const std::shared_ptr<circuit_breaker>& client::breaker() const {
  return pool_->settings().breaker;
}

duration client::time_to_drain() const {
  return duration{static_cast<std::int64_t>(pool_->figures().drain.get())};
}

client_stats client::stats() const {
  return pool_->figures().snapshot();
}

} // namespace smokehouse::http
