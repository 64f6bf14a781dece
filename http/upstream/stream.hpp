#pragma once

#include "http/types.hpp"
#include "http/upstream/tls.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace smokehouse::http::upstream {

/// A socket with TLS on it or not: one type for everything above, so that
/// parsing and writing are compiled once.
class stream {
public:
  using executor_type = asio::any_io_executor;

  /// Plain if `tls` is null.
  stream(executor_type executor, std::shared_ptr<asio::ssl::context> tls)
      : context_(std::move(tls)), socket_(std::move(executor)) {
    if (context_)
      tls_.emplace(socket_, *context_);
  }

  executor_type get_executor() {
    return socket_.get_executor();
  }

  tcp::socket& socket() {
    return socket_;
  }

  /// Null for plain HTTP.
  asio::ssl::stream<tcp::socket&>* tls() {
    return tls_ ? &*tls_ : nullptr;
  }

  /// Ends whatever is pending on it. A TLS peer gets no farewell: every answer
  /// says itself how long it is, or is refused as cut off.
  void close() {
    error_code ignored;
    socket_.close(ignored);
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    if (tls_)
      return tls_->async_read_some(buffers, std::forward<Token>(token));
    return socket_.async_read_some(buffers, std::forward<Token>(token));
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    if (tls_)
      return tls_->async_write_some(buffers, std::forward<Token>(token));
    return socket_.async_write_some(buffers, std::forward<Token>(token));
  }

private:
  std::shared_ptr<asio::ssl::context> context_;
  tcp::socket socket_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;
};

} // namespace smokehouse::http::upstream
