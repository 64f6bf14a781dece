#pragma once

#include "http/types.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace smokehouse::test {

namespace asio = boost::asio;
using asio::ip::tcp;

/// A peer that behaves, or misbehaves, as a test wants it to: a listener on a
/// loopback port with a thread of its own that runs a script for every
/// connection. When the object ends so do its connections.
class scripted_peer {
public:
  /// What happens on the connection number `nth`, counted from 0. The socket
  /// is closed when the script ends; an error of the socket ends the script.
  using script =
      std::function<asio::awaitable<void>(tcp::socket& socket, unsigned nth)>;

  /// Listens on a free port, unless it is told which.
  explicit scripted_peer(script what, unsigned short port = 0);

  ~scripted_peer();

  unsigned short port() const {
    return port_;
  }

  std::string url() const;

  /// How many connections it has accepted.
  unsigned accepted() const {
    return accepted_;
  }

  /// How many requests `read_request` has read on any connection.
  unsigned requests() const {
    return requests_;
  }

  /// Reads up to the empty line after the headers and returns the head.
  asio::awaitable<std::string> read_request(tcp::socket& socket);

private:
  asio::awaitable<void> accept_all();
  asio::awaitable<void> play(tcp::socket socket, unsigned nth);

  script script_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  unsigned short port_;
  std::atomic<unsigned> accepted_ = 0;
  std::atomic<unsigned> requests_ = 0;
  std::thread thread_;
};

/// Writes all of `text`.
asio::awaitable<void> write(tcp::socket& socket, std::string text);

/// Returns when the other side has closed the connection; reads and forgets
/// what comes before.
asio::awaitable<void> until_closed(tcp::socket& socket);

/// A complete answer that keeps the connection.
std::string answer(std::string_view body, std::string_view status = "200 OK");

} // namespace smokehouse::test
