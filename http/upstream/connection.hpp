#pragma once

#include "http/client_settings.hpp"
#include "http/upstream/call.hpp"
#include "http/upstream/name_service.hpp"
#include "http/upstream/stream.hpp"
#include "http/url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <list>
#include <memory>
#include <optional>

namespace smokehouse::http::upstream {

/// One connection to the upstream. It reads all the time: on an idle
/// connection the end of the stream is the sign to forget it, on a busy one
/// what arrives is the answer. It is touched on the pool's executor only.
class connection : public std::enable_shared_from_this<connection> {
public:
  using list = std::list<std::shared_ptr<connection>>;

  connection(const asio::any_io_executor& executor,
             std::shared_ptr<asio::ssl::context> tls,
             std::shared_ptr<name_service> names, std::size_t max_body_bytes);

  /// Looks the host up, connects, and does the TLS handshake. Errors: those of
  /// `error` that concern connecting; without a bound in time of its own.
  asio::awaitable<error_code> open(const url& to);

  /// Sends a call; its answer is what `read` reads next.
  void send(call_ptr next);

  /// Reads one answer. Ends early when the connection ends. Errors:
  /// `connection_closed`, `bad_response`, `body_too_large`.
  asio::awaitable<error_code> read();

  /// The answer that `read` has just read.
  client_response take_answer();

  /// Takes the call off the connection; null if there is none.
  call_ptr release();

  /// Ends what is pending; the connection is of no use any more.
  void close();

  const call_ptr& current() const {
    return current_;
  }

  /// Whether nothing of an answer has arrived since the last one.
  bool untouched() const;

  /// Whether another call may follow the answer that was just read.
  bool reusable() const;

  /// Whether the peer may have closed it before it saw the current call: true
  /// from the second call on, and for one that waited idle.
  bool used = false;

  /// Where it is in its life; the pool moves it on.
  enum class stage { connecting, busy, idle, gone };
  stage now = stage::connecting;

  /// When it became idle.
  time_point idle_since{};

  /// Bounds the making of the connection.
  asio::steady_timer connect_timer;

  /// Its place among the pool's connections.
  list::iterator place{};

private:
  using parser = beast::http::response_parser<beast::http::string_body>;

  asio::awaitable<error_code> handshake(const std::string& host);
  void expect_answer();
  bool interim() const;

  stream stream_;
  std::shared_ptr<name_service> names_;
  std::shared_ptr<name_service::wait> looking_up_;
  std::size_t max_body_bytes_;
  beast::flat_buffer buffer_;
  std::optional<parser> parser_;
  call_ptr current_;
  bool writing_ = false;
};

using connection_ptr = std::shared_ptr<connection>;

} // namespace smokehouse::http::upstream
