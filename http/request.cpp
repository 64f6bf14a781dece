#include "http/request.hpp"

#include "http/iequals.hpp"
#include "http/request_builder.hpp"

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

// The last `digits` of a value, into place.
void put_hex(char* to, std::uint64_t value, int digits) {
  static constexpr char alphabet[] = "0123456789abcdef";
  while (digits > 0) {
    to[--digits] = alphabet[value & 0xf];
    value >>= 4;
  }
}

} // namespace

request::request() : request(request_builder{}.build()) {
  // nop
}

std::string_view request::header(std::string_view name) const noexcept {
  for (const auto& item : data_->fields)
    if (iequals(item.name, name))
      return item.value;
  return {};
}

std::string request::id() const {
  std::string result;
  append_id(result);
  return result;
}

void request::append_id(std::string& to) const {
  if (!data_->given_id.empty()) {
    to += data_->given_id;
    return;
  }
  char digits[24];
  put_hex(digits, process_prefix(), 8);
  put_hex(digits + 8, data_->serial, 16);
  to.append(digits, sizeof digits);
}

} // namespace smokehouse::http
