#include "test/support/running_server.hpp"

#include <stdexcept>

namespace smokehouse::test {

namespace asio = boost::asio;

void recorder::finished(const http::request& req,
                        const http::exchange& how) noexcept {
  std::lock_guard guard(mutex_);
  entries_.push_back({req, how});
}

std::vector<recorder::entry> recorder::entries() const {
  std::lock_guard guard(mutex_);
  return entries_;
}

running_server::running_server(http::handler on_request,
                               http::server_settings settings) {
  settings.port = 0;
  server_.emplace(loop_, std::move(settings), std::move(on_request), counters,
                  &seen);
  if (auto ec = server_->listen())
    throw std::runtime_error("cannot listen: " + ec.message());
  port_ = server_->port();
  thread_ = std::thread([this] { loop_.run(); });
}

running_server::~running_server() {
  stop_loop();
}

void running_server::on_loop(std::function<void(http::server&)> f) {
  std::packaged_task<void()> task([&] { f(*server_); });
  auto done = task.get_future();
  asio::post(loop_, [&task] { task(); });
  done.get();
}

void running_server::destroy_server() {
  on_loop([this](http::server&) { server_.reset(); });
}

void running_server::stop_loop() {
  if (!thread_.joinable())
    return;
  work_.reset();
  loop_.stop();
  thread_.join();
}

http::server_settings on_free_port() {
  http::server_settings result;
  result.port = 0;
  result.io_uring = true;
  return result;
}

void echo_target(http::request req, http::reply to) {
  std::move(to).send(http::text(std::string{req.target()}));
}

} // namespace smokehouse::test
