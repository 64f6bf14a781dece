#pragma once

#include "http/request_data.hpp"
#include "http/types.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace smokehouse::http {

/// A request as it was received: immutable, one shared pointer to copy, and
/// usable from any thread. Every view stays valid while a copy lives.
class request {
public:
  /// What `route()` says before a router has spoken.
  static constexpr std::uint16_t no_route = 0xffff;

  /// An empty `GET /`, as `request_builder{}.build()` makes it.
  request();

  /// Takes over a block that nobody else changes any more.
  explicit request(boost::intrusive_ptr<request_data> data) noexcept
      : data_(std::move(data)) {
    // nop
  }

  http::method method() const noexcept {
    return data_->method;
  }

  /// The method as it was sent, also when it has no name of its own.
  std::string_view method_name() const noexcept {
    return data_->method_name;
  }

  /// The request target as it was sent: `/path?query`, undecoded.
  std::string_view target() const noexcept {
    return data_->target;
  }

  /// The target up to the question mark; undecoded and never empty.
  std::string_view path() const noexcept {
    return data_->path;
  }

  /// What follows the question mark, or nothing.
  std::string_view query() const noexcept {
    return data_->query;
  }

  /// 10 or 11.
  unsigned version() const noexcept {
    return data_->version;
  }

  /// The first value of a header field, in any case; empty when missing.
  std::string_view header(std::string_view name) const noexcept;

  /// All header fields in the order of their arrival.
  std::span<const field> headers() const noexcept {
    return data_->fields;
  }

  std::string_view body() const noexcept {
    return data_->body;
  }

  /// Whether it came over TLS.
  bool secure() const noexcept {
    return data_->secure;
  }

  /// The other end of the connection.
  const tcp::endpoint& peer() const noexcept {
    return data_->peer;
  }

  /// Names this request in logs, in error bodies, and in the field
  /// `X-Request-Id` of its answer: 24 hex digits, unique over processes. What
  /// the client sent in that field, if it is 1 to 128 letters, digits and
  /// `-_.:+=/@`, takes their place; it need not be unique.
  std::string id() const;

  /// Appends `id()`.
  void append_id(std::string& to) const;

  /// When its first byte was read.
  time_point received() const noexcept {
    return data_->received;
  }

  /// When the server answers 504 in place of whoever is still at it.
  time_point deadline() const noexcept {
    return data_->deadline;
  }

  /// Whether nobody waits for its answer any more: the client left, or the
  /// deadline passed. From any thread.
  bool cancelled() const noexcept {
    return data_->cancellation.requested();
  }

  /// Leaves the index of the route for the observer of the server, unless one
  /// was left before: says whether this was the first.
  bool mark_route(std::uint16_t index) const noexcept {
    auto expected = no_route;
    return data_->route.compare_exchange_strong(expected, index,
                                                std::memory_order_relaxed);
  }

  /// What `mark_route` left, else `no_route`.
  std::uint16_t route() const noexcept {
    return data_->route.load(std::memory_order_relaxed);
  }

  /// Where its time goes; for those who work on it to tell.
  http::timeline& timeline() const noexcept {
    return data_->timeline;
  }

  /// What all copies share. Null in none but a request that was moved from.
  const boost::intrusive_ptr<request_data>& data() const noexcept {
    return data_;
  }

private:
  boost::intrusive_ptr<request_data> data_;
};

} // namespace smokehouse::http
