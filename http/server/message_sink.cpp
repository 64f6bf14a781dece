#include "http/server/message_sink.hpp"

#include "http/iequals.hpp"

#include <algorithm>
#include <functional>

namespace smokehouse::http {

namespace {

// A client may announce more than it will ever send.
constexpr std::uint64_t max_reserve = 64 * 1024;

} // namespace

std::size_t header_map::end() const noexcept {
  auto end_of = [](piece p) { return std::size_t{p.at} + p.size; };
  auto result = std::max(end_of(method_name), end_of(target));
  for (const auto& field : fields)
    result = std::max({result, end_of(field.name), end_of(field.value)});
  return result;
}

message_sink::message_sink(header_map& map, std::size_t max_header_bytes,
                           std::size_t max_body_bytes)
    : map_(map) {
  header_limit(static_cast<std::uint32_t>(max_header_bytes));
  body_limit(max_body_bytes);
}

void message_sink::fail(request_fault fault, error_code& ec) noexcept {
  fault_ = fault;
  ec = beast::http::error::bad_value;
}

bool message_sink::locate(string_view text, piece& where) const noexcept {
  if (text.empty())
    return true;
  const std::less<const char*> before;
  if (before(text.data(), head_.data())
      || before(head_.data() + head_.size(), text.data() + text.size()))
    return false;
  where.at = static_cast<std::uint32_t>(text.data() - head_.data());
  where.size = static_cast<std::uint32_t>(text.size());
  return true;
}

void message_sink::on_request_impl(beast::http::verb verb, string_view name,
                                   string_view target, int version,
                                   error_code& ec) {
  map_.method = verb;
  map_.version = static_cast<unsigned>(version);
  locate(name, map_.method_name);
  locate(target, map_.target);
  map_.start_line_seen = true;
  if (verb == beast::http::verb::unknown)
    fail(request_fault::not_implemented, ec);
}

void message_sink::on_field_impl(beast::http::field known, string_view name,
                                 string_view value, error_code& ec) {
  if (data_)
    return; // A trailer: nobody asked for it.
  auto& entry = map_.fields.emplace_back();
  // A folded value is Beast's copy and not where the others are; obsolete
  // folding is refused (RFC 9112, 5.2).
  if (!locate(name, entry.name) || !locate(value, entry.value))
    return fail(request_fault::malformed, ec);
  check(known, value, ec);
}

// Lengths and codings that two parsers might understand differently are the
// root of request smuggling: refused, where Beast itself is lenient.
void message_sink::check(beast::http::field known, string_view value,
                         error_code& ec) {
  using beast::http::field;
  if (known == field::host) {
    ++hosts_;
  } else if (known == field::content_length) {
    if (length_seen_ || value.find(',') != string_view::npos)
      return fail(request_fault::malformed, ec);
    length_seen_ = true;
  } else if (known == field::transfer_encoding) {
    if (map_.version == 10)
      return fail(request_fault::malformed, ec);
    if (!iequals(value, "chunked"))
      return fail(request_fault::not_implemented, ec);
  } else if (known == field::expect && map_.version == 11) {
    if (!iequals(value, "100-continue"))
      return fail(request_fault::expectation_failed, ec);
    expects_continue_ = true;
  }
}

void message_sink::on_header_impl(error_code& ec) {
  if (hosts_ > 1 || (hosts_ == 0 && map_.version == 11))
    fail(request_fault::malformed, ec);
}

void message_sink::on_body_init_impl(
    const boost::optional<std::uint64_t>& length, error_code&) {
  if (length)
    data_->body.reserve(std::min(*length, max_reserve));
}

std::size_t message_sink::on_body_impl(string_view bytes, error_code&) {
  data_->body.append(bytes);
  return bytes.size();
}

std::size_t message_sink::on_chunk_body_impl(std::uint64_t, string_view bytes,
                                             error_code&) {
  data_->body.append(bytes);
  return bytes.size();
}

void message_sink::on_response_impl(int, string_view, int, error_code&) {
  // nop
}

void message_sink::on_chunk_header_impl(std::uint64_t, string_view,
                                        error_code&) {
  // nop
}

void message_sink::on_finish_impl(error_code&) {
  // nop
}

} // namespace smokehouse::http
