#include "http/upstream/call.hpp"

#include <boost/asio/post.hpp>

#include <utility>

namespace smokehouse::http::upstream {

call::call(const asio::any_io_executor& pool_executor, std::string request_text,
           time_point until, asio::any_io_executor home_executor,
           handler on_end)
    : text(std::move(request_text)),
      deadline(until),
      timer(pool_executor),
      home(std::move(home_executor)),
      complete(std::move(on_end)) {}

void call::end(error_code ec, client_response answer) {
  timer.cancel();
  asio::post(home, [done = std::exchange(complete, nullptr), ec,
                    received = std::move(answer)]() mutable {
    std::move(done)(ec, std::move(received));
  });
}

} // namespace smokehouse::http::upstream
