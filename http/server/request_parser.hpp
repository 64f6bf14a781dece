#pragma once

#include "http/server/fault.hpp"
#include "http/server/message_sink.hpp"

#include <optional>
#include <string_view>

namespace smokehouse::http {

/// Turns the bytes of one connection into requests, one after the other.
class request_parser {
public:
  enum class progress { need_more, complete, failed };

  struct outcome {
    progress what;
    /// Bytes that are done with; the rest is to be given again, with more.
    std::size_t used;
  };

  request_parser(std::size_t max_header_bytes, std::size_t max_body_bytes)
      : max_header_bytes_(max_header_bytes), max_body_bytes_(max_body_bytes) {
    // nop
  }

  /// Looks for the end of a request in `data`. A header is used as a whole
  /// once it is complete, a body piece by piece. After `complete` and `failed`
  /// comes `take`.
  outcome parse(std::string_view data);

  /// A request has begun, and its header is not complete.
  bool in_header() const noexcept {
    return sink_ && !data_;
  }

  /// The header is complete and the body is not.
  bool in_body() const noexcept {
    return data_ != nullptr;
  }

  /// In the body, and the client waits for `100 Continue` before it sends it.
  bool expects_continue() const noexcept {
    return data_ && sink_->expects_continue();
  }

  /// Before `take`: whether another request may follow.
  bool keep_alive() const {
    return sink_->keep_alive();
  }

  /// After `failed`: why.
  request_fault fault() const noexcept {
    return fault_;
  }

  /// The request, or after a failure what is known of it.
  boost::intrusive_ptr<request_data> take();

private:
  outcome parse_header(std::string_view data);
  outcome parse_body(std::string_view data, std::size_t used);
  void build(std::string_view head);
  bool has_stray_ending(std::string_view head) noexcept;
  void fail_on(const error_code& ec, std::string_view head);

  std::size_t max_header_bytes_;
  std::size_t max_body_bytes_;
  header_map map_;
  std::optional<message_sink> sink_;
  boost::intrusive_ptr<request_data> data_;
  /// How much of the header Beast has seen.
  std::size_t parsed_ = 0;
  /// How much of it has no stray line ending.
  std::size_t tidy_ = 0;
  request_fault fault_ = request_fault::malformed;
};

} // namespace smokehouse::http
