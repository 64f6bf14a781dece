#include "app/server_thread.hpp"

#include <utility>

namespace smokehouse::app {

server_thread::server_thread(http::server_settings settings,
                             http::handler on_request, http::observer* access)
    : server_(loop_, std::move(settings), std::move(on_request), counters_,
              access) {
  // nop
}

server_thread::~server_thread() {
  loop_.stop();
  if (thread_.joinable())
    thread_.join();
}

http::error_code server_thread::start() {
  if (auto error = server_.listen())
    return error;
  thread_ = std::thread{[this] { loop_.run(); }};
  return {};
}

} // namespace smokehouse::app
