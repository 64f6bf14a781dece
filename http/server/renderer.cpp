#include "http/server/renderer.hpp"

#include "http/characters.hpp"
#include "http/iequals.hpp"
#include "http/server_timing.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

namespace smokehouse::http {

namespace {

void append_number(std::string& out, std::uint64_t value, int base = 10) {
  char digits[24];
  auto end = std::to_chars(digits, digits + sizeof digits, value, base).ptr;
  out.append(digits, end);
}

void append_status_line(std::string& out, status code) {
  if (code == status::ok) {
    out += "HTTP/1.1 200 OK\r\n";
    return;
  }
  out += "HTTP/1.1 ";
  append_number(out, static_cast<unsigned>(code));
  out += ' ';
  out += std::string_view{beast::http::obsolete_reason(code)};
  out += "\r\n";
}

// RFC 9110, 6.4.1: these never have a body.
bool has_no_body(status code) noexcept {
  return code == status::no_content || code == status::not_modified
         || static_cast<unsigned>(code) < 200;
}

// Fields that the server itself writes.
bool is_reserved(std::string_view name, const response& what) noexcept {
  static constexpr std::string_view names[] = {
      "connection", "content-length",    "date",
      "server",     "transfer-encoding", "x-request-id"};
  if (!what.content_type.empty() && iequals(name, "content-type"))
    return true;
  return std::any_of(std::begin(names), std::end(names),
                     [name](auto known) { return iequals(known, name); });
}

// A line break in a value would let its author write the rest of the answer.
bool is_valid(const field_pair& field) noexcept {
  return !field.name.empty()
         && std::all_of(field.name.begin(), field.name.end(), is_token_char)
         && std::all_of(field.value.begin(), field.value.end(), is_field_char);
}

void append_field(std::string& out, std::string_view name,
                  std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

void append_fields(std::string& out, const response& what) {
  if (!what.content_type.empty())
    append_field(out, "Content-Type", what.content_type);
  for (const auto& field : what.headers)
    if (is_valid(field) && !is_reserved(field.name, what))
      append_field(out, field.name, field.value);
}

void append_connection(std::string& out, const request& req, bool keep_alive) {
  if (!keep_alive)
    out += "Connection: close\r\n";
  else if (req.version() == 10)
    out += "Connection: keep-alive\r\n";
}

} // namespace

void renderer::render(output& out, const request& req, response& what,
                      bool keep_alive, time_point now) {
  refresh(now);
  auto& head = out.text();
  append_status_line(head, what.status);
  head += server_and_date_;
  append_connection(head, req, keep_alive);
  head += "X-Request-Id: ";
  req.append_id(head);
  head += "\r\n";
  if (timing_)
    append_server_timing(head, req, now);
  if (has_no_body(what.status)) {
    append_fields(head, {.status = what.status,
                         .content_type = {},
                         .headers = std::move(what.headers),
                         .body = {},
                         .stream = {}});
    head += "\r\n";
    return;
  }
  append_fields(head, what);
  if (!what.stream) {
    head += "Content-Length: ";
    append_number(head, what.content().size());
    head += "\r\n\r\n";
    if (req.method() == method::head)
      return;
    if (what.fixed_body.empty())
      out.body(std::move(what.body));
    else
      out.fixed(what.fixed_body);
    return;
  }
  if (stream_framing(req) == framing::chunked)
    head += "Transfer-Encoding: chunked\r\n";
  head += "\r\n";
}

bool renderer::has_body(const request& req, const response& what) noexcept {
  return req.method() != method::head && !has_no_body(what.status);
}

framing renderer::stream_framing(const request& req) noexcept {
  return req.version() == 10 ? framing::until_close : framing::chunked;
}

void renderer::refresh(time_point now) {
  if (now < fresh_until_)
    return;
  const auto wall = std::chrono::system_clock::now();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(wall);
  fresh_until_ = now + (std::chrono::seconds(1) - (wall - seconds));
  const std::time_t time = std::chrono::system_clock::to_time_t(seconds);
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[64];
  const auto n = std::strftime(
      text, sizeof text, "Server: smokehouse\r\nDate: %a, %d %b %Y %T GMT\r\n",
      &parts);
  server_and_date_.assign(text, n);
}

void append_chunk(std::string& out, std::string_view bytes) {
  if (bytes.empty())
    return;
  append_number(out, bytes.size(), 16);
  out += "\r\n";
  out += bytes;
  out += "\r\n";
}

} // namespace smokehouse::http
