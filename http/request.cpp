#include "http/request.hpp"

#include "http/iequals.hpp"
#include "http/request_builder.hpp"

#include <array>
#include <cstring>
#include <random>

namespace smokehouse::http {

namespace {

// Tells the requests of this process from those of others, and of its own
// earlier life, in a shared log.
std::uint32_t process_prefix() {
  static const auto value = std::random_device{}();
  return value;
}

using hex_pairs = std::array<std::array<char, 2>, 256>;

constexpr hex_pairs all_pairs() {
  constexpr std::string_view digits = "0123456789abcdef";
  hex_pairs result{};
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = {digits[i >> 4], digits[i & 0xf]};
  return result;
}

// The last `bytes` of a value, two digits each, into place. Digit by digit was
// a fiftieth more instructions for the whole of a plain request.
void put_hex(char* to, std::uint64_t value, int bytes) {
  static constexpr auto pairs = all_pairs();
  for (; bytes > 0; value >>= 8)
    std::memcpy(to + 2 * --bytes, pairs[value & 0xff].data(), 2);
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
  put_hex(digits, process_prefix(), 4);
  put_hex(digits + 8, data_->serial, 8);
  to.append(digits, sizeof digits);
}

} // namespace smokehouse::http
