#include "http/server/message_sink.hpp"

#include "http/characters.hpp"
#include "http/iequals.hpp"
#include "http/server/authority.hpp"

#include <algorithm>
#include <functional>
#include <new>

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

// Obsolete folding is refused (RFC 9112, 5.2). Beast understands it: it copies
// a folded value, and skips the line ends before one that begins on a later
// line, for which there is no room in the usual two characters.
bool message_sink::is_one_line(string_view name,
                               string_view value) const noexcept {
  const std::less<const char*> before;
  const auto* end = name.data() + name.size();
  if (before(value.data(), end)
      || before(bytes_.data() + bytes_.size(), value.data() + value.size()))
    return false;
  return value.data() - end <= 2
         || std::find(end, value.data(), '\r') == value.data();
}

piece message_sink::locate(string_view text) const noexcept {
  return {static_cast<std::uint32_t>(text.data() - bytes_.data()),
          static_cast<std::uint32_t>(text.size())};
}

void message_sink::on_request_impl(beast::http::verb verb, string_view name,
                                   string_view target, int version,
                                   error_code& ec) {
  map_.method = verb;
  map_.version = static_cast<unsigned>(version);
  map_.method_name = locate(name);
  map_.target = locate(target);
  // There is no way on from here, which is what CONNECT asks for.
  if (verb == beast::http::verb::unknown || verb == beast::http::verb::connect)
    fail(request_fault::not_implemented, ec);
}

void message_sink::on_field_impl(beast::http::field known, string_view name,
                                 string_view value, error_code& ec) {
  if (!is_one_line(name, value))
    return fail(request_fault::malformed, ec);
  if (data_)
    return; // A trailer: nobody asked for it.
  map_.fields.push_back({locate(name), locate(value)});
  check(known, value, ec);
}

// Lengths and codings that two parsers might understand differently are the
// root of request smuggling: refused, where Beast itself is lenient.
void message_sink::check(beast::http::field known, string_view value,
                         error_code& ec) {
  using beast::http::field;
  if (known == field::host) {
    if (host_ || !is_authority(value))
      return fail(request_fault::malformed, ec);
    host_ = locate(value);
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
  std::optional<string_view> host;
  if (host_)
    host = host_->in(bytes_);
  if ((!host && map_.version == 11)
      || !is_target(map_.method, map_.target.in(bytes_), host))
    fail(request_fault::malformed, ec);
}

void message_sink::on_body_init_impl(
    const boost::optional<std::uint64_t>& length, error_code&) {
  if (length)
    data_->body.reserve(std::min(*length, max_reserve));
}

// There is memory for small things when there is none for one big body.
std::size_t message_sink::append(string_view bytes, error_code& ec) noexcept {
  try {
    data_->body.append(bytes);
  } catch (const std::bad_alloc&) {
    fail(request_fault::out_of_memory, ec);
  }
  return bytes.size();
}

std::size_t message_sink::on_body_impl(string_view bytes, error_code& ec) {
  return append(bytes, ec);
}

std::size_t message_sink::on_chunk_body_impl(std::uint64_t, string_view bytes,
                                             error_code& ec) {
  return append(bytes, ec);
}

void message_sink::on_response_impl(int, string_view, int, error_code&) {
  // nop
}

// Beast takes anything in quotes, line ends among it.
void message_sink::on_chunk_header_impl(std::uint64_t, string_view extensions,
                                        error_code& ec) {
  if (!std::all_of(extensions.begin(), extensions.end(), is_field_char))
    fail(request_fault::malformed, ec);
}

void message_sink::on_finish_impl(error_code&) {
  // nop
}

} // namespace smokehouse::http
