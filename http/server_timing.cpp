#include "http/server_timing.hpp"

#include "http/characters.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace smokehouse::http {

namespace {

void append_name(std::string& out, std::string_view name) {
  const auto begin = out.size();
  out += name;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
      [](unsigned char c) { return !is_token_char(c); }, '_');
}

// To the microsecond, in whole numbers: with floating-point ones the looks
// inside and this field together took 4 % of a plain request's CPU in place
// of 2.4.
void append_milliseconds(std::string& out, duration time) {
  const auto us = std::chrono::round<std::chrono::microseconds>(time).count();
  char text[32];
  auto end = std::to_chars(text, text + sizeof text, us / 1000).ptr;
  *end++ = '.';
  for (auto unit : {100, 10, 1})
    *end++ = static_cast<char>('0' + us / unit % 10);
  out.append(text, end);
}

} // namespace

void append_server_timing(std::string& out, const request& req,
                          time_point now) {
  auto before = "Server-Timing: ";
  for (const auto& part : req.timeline().parts(now)) {
    out += std::exchange(before, ", ");
    append_name(out, part.name);
    out += ";dur=";
    append_milliseconds(out, part.share);
    if (part.took > duration::zero()) {
      out += ";desc=\"answered after ";
      append_milliseconds(out, part.took);
      out += " ms\"";
    }
  }
  if (before[0] == ',')
    out += "\r\n";
}

} // namespace smokehouse::http
