#include "test/support/scripted_peer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace smokehouse::test {

using asio::use_awaitable;

scripted_peer::scripted_peer(script what, unsigned short port)
    : script_(std::move(what)),
      acceptor_(context_, {asio::ip::address_v4::loopback(), port}),
      port_(acceptor_.local_endpoint().port()) {
  asio::co_spawn(context_, accept_all(), asio::detached);
  thread_ = std::thread([this] { context_.run(); });
}

scripted_peer::~scripted_peer() {
  context_.stop();
  thread_.join();
}

std::string scripted_peer::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

asio::awaitable<std::string> scripted_peer::read_request(tcp::socket& socket) {
  std::string head;
  auto n = co_await asio::async_read_until(socket, asio::dynamic_buffer(head),
                                           "\r\n\r\n", use_awaitable);
  ++requests_;
  head.resize(n);
  co_return head;
}

asio::awaitable<void> scripted_peer::accept_all() {
  for (;;) {
    auto socket = co_await acceptor_.async_accept(use_awaitable);
    asio::co_spawn(context_, play(std::move(socket), accepted_++),
                   asio::detached);
  }
}

asio::awaitable<void> scripted_peer::play(tcp::socket socket, unsigned nth) {
  co_await script_(socket, nth);
}

asio::awaitable<void> write(tcp::socket& socket, std::string text) {
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
}

asio::awaitable<void> until_closed(tcp::socket& socket) {
  boost::system::error_code ec;
  std::string chunk(4096, '\0');
  while (!ec)
    co_await socket.async_read_some(asio::buffer(chunk),
                                    asio::redirect_error(use_awaitable, ec));
}

std::string answer(std::string_view body, std::string_view status) {
  std::string text("HTTP/1.1 ");
  text.append(status).append("\r\nContent-Length: ");
  return text.append(std::to_string(body.size()))
      .append("\r\n\r\n")
      .append(body);
}

} // namespace smokehouse::test
