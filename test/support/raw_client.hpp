#pragma once

#include "test/support/tls_layer.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace smokehouse::test {

/// An answer as it came over the wire, its body decoded. Field names are in
/// lower case.
struct raw_answer {
  int status = 0;
  std::map<std::string, std::string> fields;
  std::string body;
  /// As it came, up to and with the empty line.
  std::string head;
};

/// A client that sends exactly what it is told, to 127.0.0.1 or another address
/// of this machine. Reads fail (with an exception) after `patience`.
class raw_client {
public:
  explicit raw_client(std::uint16_t port);

  explicit raw_client(const boost::asio::ip::tcp::endpoint& server);

  /// Speaks TLS from here on. Throws if the handshake fails.
  raw_client& secure(const tls_wish& wish = {});

  /// Sends all of it, and returns itself for reading.
  raw_client& send(std::string_view bytes);

  /// Reads one answer; `to_head` when it answers a HEAD request.
  raw_answer read_answer(bool to_head = false);

  /// Reads what comes until the server closes.
  std::string read_to_end();

  /// Reads something: at least one byte, unless the server closes.
  std::string read_some();

  /// Whether the server closes without sending anything more.
  bool at_end() {
    return read_to_end().empty();
  }

  /// Closes the sending side only.
  void end_sending();

  void close();

  /// Closes with a reset in place of an orderly end.
  void reset();

  boost::asio::ip::tcp::socket& socket() noexcept {
    return socket_;
  }

  /// After `secure`.
  tls_layer& tls() noexcept {
    return *tls_;
  }

private:
  bool fill();
  std::string receive();
  void send_in_pieces(std::string_view bytes, std::size_t size);
  std::string take(std::size_t size);
  std::string take_line();
  std::string take_chunks();

  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
  std::unique_ptr<tls_layer> tls_;
  std::string buffer_;
};

/// `GET target` with nothing but a Host field.
std::string get(std::string_view target);

} // namespace smokehouse::test
