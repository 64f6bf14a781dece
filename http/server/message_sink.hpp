#pragma once

#include "http/request_data.hpp"
#include "http/server/fault.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace smokehouse::http {

/// A piece of the header, counted from its first byte: a buffer may move.
struct piece {
  std::uint32_t at = 0;
  std::uint32_t size = 0;

  std::string_view in(std::string_view head) const noexcept {
    return head.substr(at, size);
  }
};

/// Where the pieces of one request's header are.
struct header_map {
  struct entry {
    piece name;
    piece value;
  };

  http::method method = http::method::unknown;
  unsigned version = 11;
  piece method_name;
  piece target;
  std::vector<entry> fields;

  /// The end of the last piece.
  std::size_t end() const noexcept;
};

/// Beast's parser writing into a `header_map` and a `request_data`, in place
/// of Beast's own containers: nothing is copied field by field.
class message_sink final : public beast::http::basic_parser<true> {
public:
  message_sink(header_map& map, std::size_t max_header_bytes,
               std::size_t max_body_bytes);

  /// Tells what the next `put` works on: the bytes from the header's begin, or
  /// what there is of the body.
  void work_on(std::string_view bytes) noexcept {
    bytes_ = bytes;
  }

  /// Where the body goes; must be set before any of it is `put`.
  void body_to(request_data* data) noexcept {
    data_ = data;
  }

  /// What is wrong beyond what Beast itself finds.
  std::optional<request_fault> fault() const noexcept {
    return fault_;
  }

  /// The client waits for `100 Continue` before it sends the body.
  bool expects_continue() const noexcept {
    return expects_continue_;
  }

private:
  using string_view = beast::string_view;

  void fail(request_fault fault, error_code& ec) noexcept;
  bool is_one_line(string_view name, string_view value) const noexcept;
  piece locate(string_view text) const noexcept;
  void check(beast::http::field known, string_view value, error_code& ec);
  std::size_t append(string_view bytes, error_code& ec) noexcept;

  void on_request_impl(beast::http::verb verb, string_view name,
                       string_view target, int version,
                       error_code& ec) override;
  void on_response_impl(int, string_view, int, error_code&) override;
  void on_field_impl(beast::http::field known, string_view name,
                     string_view value, error_code& ec) override;
  void on_header_impl(error_code& ec) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length,
                         error_code&) override;
  std::size_t on_body_impl(string_view bytes, error_code&) override;
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override;
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes,
                                 error_code&) override;
  void on_finish_impl(error_code&) override;

  header_map& map_;
  std::string_view bytes_;
  request_data* data_ = nullptr;
  std::optional<request_fault> fault_;
  std::optional<piece> host_;
  bool length_seen_ = false;
  bool expects_continue_ = false;
};

} // namespace smokehouse::http
