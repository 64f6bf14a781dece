#include "http/trace_context.hpp"

#include "http/iequals.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>
#include <string_view>

namespace smokehouse::http {

namespace {

// version "-" trace-id "-" parent-id "-" trace-flags, lower-case hex digits.
constexpr std::size_t trace_at = 3, trace_size = 32;
constexpr std::size_t span_at = 36, span_size = 16;
constexpr std::size_t flags_at = 53, flags_size = 2;
constexpr std::size_t whole_size = 55;

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
}

bool is_id(std::string_view text) {
  return is_hex(text) && text.find_first_not_of('0') != text.npos;
}

// A newer version may have more behind a dash; version ff is none.
bool is_valid(std::string_view text) {
  if (text.size() < whole_size)
    return false;
  const auto version = text.substr(0, 2);
  const auto more = text.substr(whole_size);
  return is_hex(version) && version != "ff" && text[2] == '-'
         && is_id(text.substr(trace_at, trace_size)) && text[35] == '-'
         && is_id(text.substr(span_at, span_size)) && text[52] == '-'
         && is_hex(text.substr(flags_at, flags_size))
         && (more.empty() || (version != "00" && more.front() == '-'));
}

std::string new_span_id() {
  thread_local std::mt19937_64 engine{
      (std::uint64_t{std::random_device{}()} << 32) | std::random_device{}()};
  const auto value = std::uniform_int_distribution<std::uint64_t>{1}(engine);
  std::array<char, span_size + 1> text{};
  std::snprintf(text.data(), text.size(), "%016llx",
                static_cast<unsigned long long>(value));
  return text.data();
}

// All values of a field, in their order.
std::vector<std::string_view> values(const request& req,
                                     std::string_view name) {
  std::vector<std::string_view> result;
  for (const auto& one : req.headers())
    if (iequals(one.name, name))
      result.push_back(one.value);
  return result;
}

} // namespace

std::vector<std::pair<std::string, std::string>>
continued_trace(const request& req) {
  const auto parents = values(req, "traceparent");
  if (parents.size() != 1 || !is_valid(parents.front()))
    return {};
  const auto parent = parents.front();
  std::string next = "00-";
  next += parent.substr(trace_at, trace_size);
  next += '-';
  next += new_span_id();
  next += '-';
  // Only "sampled" is defined; what is not is zero (3.2.2.5).
  const auto sampled = std::string_view{"13579bdf"}.find(parent[flags_at + 1])
                       != std::string_view::npos;
  next += sampled ? "01" : "00";
  std::vector<std::pair<std::string, std::string>> result;
  result.emplace_back("traceparent", std::move(next));
  for (auto state : values(req, "tracestate"))
    result.emplace_back("tracestate", state);
  return result;
}

} // namespace smokehouse::http
