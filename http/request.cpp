#include "http/request.hpp"

#include "http/request_builder.hpp"

#include <boost/beast/core/string.hpp>

#include <array>
#include <random>

namespace smokehouse::http {

namespace {

// Tells the requests of this process from those of others, and of its own
// earlier life, in a shared log.
std::uint32_t process_prefix() {
  static const auto value = std::random_device{}();
  return value;
}

void append_hex(std::string& out, std::uint64_t value, int digits) {
  static constexpr std::string_view alphabet = "0123456789abcdef";
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out += alphabet[(value >> shift) & 0xf];
}

} // namespace

request::request() : request(request_builder{}.build()) {
  // nop
}

std::string_view request::header(std::string_view name) const noexcept {
  for (const auto& item : data_->fields)
    if (beast::iequals(item.name, name))
      return item.value;
  return {};
}

std::string request::id() const {
  std::string result;
  result.reserve(24);
  append_hex(result, process_prefix(), 8);
  append_hex(result, data_->serial, 16);
  return result;
}

} // namespace smokehouse::http
