#pragma once

#include "http/cancellation.hpp"
#include "http/timeline.hpp"
#include "http/types.hpp"

#include <boost/intrusive/list_hook.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace smokehouse::http {

/// One header field; the views point into the message it came from.
struct field {
  std::string_view name;
  std::string_view value;
};

/// Whether a request has one of the places that a service limits.
enum class admitted : std::uint8_t {
  not_yet,
  yes,
  /// It has ended.
  over,
};

/// What a `request` shares: one block of memory that holds this struct, its
/// fields and the bytes they point to. The body is a string of its own.
struct request_data {
  /// Allocates a block with room for so many fields and header bytes.
  static boost::intrusive_ptr<request_data> make(std::size_t field_count,
                                                 std::string_view head);

  /// Finds what the client says of the request itself: a sane `X-Request-Id`
  /// and the text of `X-Request-Timeout`, the first of each.
  void find_given() noexcept;

  /// Splits `target` into `path` and `query`.
  void set_target(std::string_view value) noexcept;

  std::atomic<std::uint32_t> references{0};
  std::atomic<std::uint16_t> route{0xffff};
  std::atomic<admitted> admission{admitted::not_yet};
  std::uint8_t version = 11;
  bool secure = false;
  http::method method = http::method::get;
  std::string_view method_name;
  std::string_view target;
  std::string_view path;
  std::string_view query;
  std::span<field> fields;
  /// The copy of the bytes that `make` was given.
  std::string_view head;
  /// The id that the client chose, or nothing.
  std::string_view given_id;
  /// How long the client waits, as it wrote it; without data if it did not.
  std::string_view given_timeout;
  std::string body;
  tcp::endpoint peer;
  std::uint64_t serial = 0;
  time_point received;
  time_point deadline;
  http::timeline timeline;
  http::cancellation cancellation;
  /// Its place in a `request_list`.
  boost::intrusive::list_member_hook<> listed;

private:
  request_data() = default;
  ~request_data() = default;
  friend void intrusive_ptr_release(request_data*) noexcept;
};

inline void intrusive_ptr_add_ref(request_data* data) noexcept {
  data->references.fetch_add(1, std::memory_order_relaxed);
}

void intrusive_ptr_release(request_data* data) noexcept;

} // namespace smokehouse::http
