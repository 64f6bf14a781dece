#include "http/server/request_parser.hpp"

#include <boost/asio/buffer.hpp>

#include <cctype>

namespace smokehouse::http {

namespace {

// Empty lines before a request are ignored (RFC 9112, 2.2).
std::size_t empty_lines(std::string_view data) noexcept {
  std::size_t result = 0;
  while (data.substr(result, 2) == "\r\n")
    result += 2;
  return result;
}

// Beast has one error for a version that is another and for one that is none.
bool names_other_version(std::string_view head) noexcept {
  auto line = head.substr(0, head.find('\r')); // LF may be still to come
  auto version = line.substr(line.rfind(' ') + 1);
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return version.size() == 8 && version.starts_with("HTTP/")
         && digit(version[5]) && version[6] == '.' && digit(version[7])
         && version != "HTTP/1.0" && version != "HTTP/1.1";
}

// Beast waits for more where a quote does not end on the line of its chunk.
bool is_stuck(std::string_view line) noexcept {
  if (line.starts_with("\r\n"))
    line.remove_prefix(2);
  const auto digit = line.find_first_not_of('0');
  return line.find("\r\n") != line.npos
         && std::isxdigit(static_cast<unsigned char>(line[digit]));
}

} // namespace

request_parser::outcome request_parser::parse(std::string_view data) {
  return data_ ? parse_body(data, 0) : parse_header(data);
}

request_parser::outcome request_parser::parse_header(std::string_view data) {
  const auto skipped = parsed_ == 0 && !sink_ ? empty_lines(data) : 0;
  const auto head = data.substr(skipped);
  if (head.empty() || head == "\r")
    return {progress::need_more, skipped};
  if (!sink_)
    sink_.emplace(map_, max_header_bytes_, max_body_bytes_);
  sink_->work_on(head);
  error_code ec;
  parsed_ += sink_->put(
      asio::buffer(head.data() + parsed_, head.size() - parsed_), ec);
  if (ec == beast::http::error::need_more && has_stray_ending(head))
    ec = beast::http::error::bad_line_ending;
  if (ec == beast::http::error::need_more && head.size() < max_header_bytes_)
    return {progress::need_more, skipped};
  if (!ec && parsed_ > max_header_bytes_)
    ec = beast::http::error::header_limit;
  if (ec) {
    fail_on(ec, head);
    return {progress::failed, data.size()};
  }
  build(head.substr(0, parsed_));
  return parse_body(data, skipped + parsed_);
}

request_parser::outcome request_parser::parse_body(std::string_view data,
                                                   std::size_t used) {
  while (!sink_->is_done()) {
    const auto rest = data.substr(used);
    if (rest.empty())
      return {progress::need_more, used};
    const auto before = data_->body.size();
    error_code ec;
    sink_->work_on(rest);
    const auto n = sink_->put(asio::buffer(rest.data(), rest.size()), ec);
    used += n;
    // A line between two chunks, or the trailer, that is too long, there or
    // not yet; or a line that does not end where it should.
    const bool waits = ec == beast::http::error::need_more;
    const auto line = waits                          ? rest.size() - n
                      : data_->body.size() == before ? n
                                                     : 0;
    if (line > max_header_bytes_ || (waits && is_stuck(rest.substr(n))))
      ec = beast::http::error::bad_chunk;
    else if (waits)
      return {progress::need_more, used};
    if (ec) {
      fail_on(ec, {});
      return {progress::failed, data.size()};
    }
  }
  return {progress::complete, used};
}

// Beast waits for the end of a header before it looks at what came since, and
// a header whose lines end otherwise has no end.
bool request_parser::has_stray_ending(std::string_view head) noexcept {
  for (; tidy_ < head.size(); ++tidy_) {
    const char c = head[tidy_];
    if (c == '\0' || (c == '\n' && (tidy_ == 0 || head[tidy_ - 1] != '\r')))
      return true;
    if (c != '\r')
      continue;
    if (tidy_ + 1 == head.size())
      return false;
    if (head[tidy_ + 1] != '\n')
      return true;
  }
  return false;
}

void request_parser::build(std::string_view head) {
  data_ = request_data::make(map_.fields.size(), head);
  auto* to = data_->fields.data();
  for (const auto& from : map_.fields)
    *to++ = {from.name.in(data_->head), from.value.in(data_->head)};
  data_->find_given();
  data_->method = map_.method;
  data_->method_name = map_.method_name.in(data_->head);
  data_->set_target(map_.target.in(data_->head));
  data_->version = static_cast<std::uint8_t>(map_.version);
  sink_->body_to(data_.get());
}

void request_parser::fail_on(const error_code& ec, std::string_view head) {
  using beast::http::error;
  auto reason = ec == error::need_more ? error::header_limit
                                       : static_cast<error>(ec.value());
  fault_ = sink_->fault().value_or(fault_of(reason));
  if (fault_ == request_fault::header_too_large
      && head.substr(0, max_header_bytes_).find("\r\n") == head.npos)
    fault_ = request_fault::target_too_long;
  if (fault_ == request_fault::version_not_supported
      && !names_other_version(head))
    fault_ = request_fault::malformed;
  if (!data_)
    build(head.substr(0, map_.end()));
  data_->body = std::string{}; // which gives back its memory
}

boost::intrusive_ptr<request_data> request_parser::take() {
  auto result = std::move(data_);
  if (!result)
    result = request_data::make(0, {});
  sink_.reset();
  map_.fields.clear();
  map_.method_name = map_.target = {};
  parsed_ = tidy_ = 0;
  return result;
}

} // namespace smokehouse::http
