#include "http/upstream/connection.hpp"

#include "http/error.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include <limits>

namespace smokehouse::http::upstream {

namespace {

/// The longest status line and headers that are accepted.
constexpr std::uint32_t max_header_bytes = 16 * 1024;

/// What is read at a time at first: most answers fit.
constexpr std::size_t first_read_bytes = 2048;

using asio::redirect_error;
using asio::use_awaitable;

error_code connect_error(error_code ec) {
  if (ec == asio::error::connection_refused)
    return error::connect_refused;
  if (ec == asio::error::timed_out)
    return error::connect_timeout;
  return error::connect_failed;
}

error_code read_error(error_code ec) {
  using beast::http::make_error_code;
  if (ec == beast::http::error::body_limit)
    return error::body_too_large;
  if (ec == beast::http::error::end_of_stream
      || ec == beast::http::error::partial_message)
    return error::connection_closed;
  auto malformed =
      ec.category()
      == make_error_code(beast::http::error::bad_version).category();
  return malformed ? error::bad_response : error::connection_closed;
}

} // namespace

connection::connection(const asio::any_io_executor& executor,
                       std::shared_ptr<asio::ssl::context> tls,
                       std::shared_ptr<name_service> names,
                       std::size_t max_body_bytes)
    : connect_timer(executor),
      stream_(executor, std::move(tls)),
      names_(std::move(names)),
      looking_up_(std::make_shared<name_service::wait>(executor)),
      max_body_bytes_(max_body_bytes) {}

asio::awaitable<error_code> connection::open(const url& to) {
  // Removed before it began: nobody would give the look-up up any more.
  if (now == stage::gone)
    co_return error::connect_failed;
  auto looked_up = names_->find(to, looking_up_);
  auto endpoints = co_await std::move(looked_up);
  if (now == stage::gone || endpoints.empty())
    co_return error::name_not_resolved;
  error_code ec;
  co_await asio::async_connect(stream_.socket(), endpoints,
                               redirect_error(use_awaitable, ec));
  if (now == stage::gone || ec)
    co_return connect_error(ec);
  stream_.socket().set_option(tcp::no_delay(true), ec);
  if (to.secure())
    co_return co_await handshake(to.host());
  co_return error_code{};
}

asio::awaitable<error_code> connection::handshake(const std::string& host) {
  error_code ec;
  auto& tls = *stream_.tls();
  expect_host(tls, host);
  co_await tls.async_handshake(asio::ssl::stream_base::client,
                               redirect_error(use_awaitable, ec));
  co_return ec ? handshake_error(ec) : ec;
}

void connection::send(call_ptr next) {
  current_ = std::move(next);
  current_->on = this;
  writing_ = true;
  // A failed write is not looked at: the read, which is always pending, ends
  // too, and may still bring the answer that explains it.
  asio::async_write(stream_, asio::buffer(current_->text),
                    [self = shared_from_this(), sent = current_](
                        error_code ec, std::size_t) { self->writing_ = !!ec; });
}

asio::awaitable<error_code> connection::read() {
  error_code ec;
  do {
    expect_answer();
    co_await beast::http::async_read(stream_, buffer_, *parser_,
                                     redirect_error(use_awaitable, ec));
  } while (!ec && current_ && interim());
  co_return ec ? read_error(ec) : ec;
}

void connection::expect_answer() {
  parser_.emplace();
  parser_->header_limit(max_header_bytes);
  parser_->body_limit(max_body_bytes_);
  buffer_.reserve(first_read_bytes);
}

bool connection::interim() const {
  // By the number: not every one of them has a name here.
  auto code = parser_->get().result_int();
  return code / 100 == 1 && code != 101;
}

client_response connection::take_answer() {
  used = true;
  return client_response(parser_->release());
}

call_ptr connection::release() {
  if (current_)
    current_->on = nullptr;
  return std::exchange(current_, nullptr);
}

void connection::close() {
  connect_timer.cancel();
  looking_up_->ended.cancel();
  stream_.close();
}

bool connection::untouched() const {
  return buffer_.size() == 0 && !(parser_ && parser_->got_some());
}

bool connection::reusable() const {
  // Bytes beyond the answer belong to no call: the framing is in doubt.
  return parser_->keep_alive() && !writing_ && buffer_.size() == 0;
}

} // namespace smokehouse::http::upstream
