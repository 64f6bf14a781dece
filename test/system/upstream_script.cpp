#include "test/system/upstream_script.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace smokehouse::test {

namespace {

asio::awaitable<void> read_something(tcp::socket& socket) {
  std::string head(4096, '\0');
  co_await socket.async_read_some(asio::buffer(head), asio::use_awaitable);
}

void break_off(tcp::socket& socket) {
  socket.set_option(asio::socket_base::linger(true, 0));
}

} // namespace

options with_upstream(const std::string& url, const options& more) {
  return quick() + options{"--upstream.url=" + url} + more;
}

scripted_peer::script always(std::string text) {
  return [text](tcp::socket& socket, unsigned) -> asio::awaitable<void> {
    for (;;) {
      co_await read_something(socket);
      co_await write(socket, text);
    }
  };
}

scripted_peer::script after(std::chrono::milliseconds time, std::string text) {
  return [=](tcp::socket& socket, unsigned) -> asio::awaitable<void> {
    asio::steady_timer pause(socket.get_executor());
    for (;;) {
      co_await read_something(socket);
      pause.expires_after(time);
      co_await pause.async_wait(asio::use_awaitable);
      co_await write(socket, text);
    }
  };
}

asio::awaitable<void> reset(tcp::socket& socket, unsigned) {
  co_await read_something(socket);
  break_off(socket);
}

asio::awaitable<void> hang(tcp::socket& socket, unsigned) {
  co_await until_closed(socket);
}

scripted_peer::script reset_after(std::string text) {
  return [text](tcp::socket& socket, unsigned) -> asio::awaitable<void> {
    co_await read_something(socket);
    co_await write(socket, text);
    break_off(socket);
  };
}

scripted_peer::script hang_after(std::string text) {
  return [text](tcp::socket& socket, unsigned) -> asio::awaitable<void> {
    co_await read_something(socket);
    co_await write(socket, text);
    co_await until_closed(socket);
  };
}

asio::awaitable<void> endless(tcp::socket& socket, unsigned) {
  co_await read_something(socket);
  co_await write(socket, "HTTP/1.1 200 OK\r\n\r\n");
  for (;;)
    co_await write(socket, std::string(64 * 1024, 'x'));
}

} // namespace smokehouse::test
