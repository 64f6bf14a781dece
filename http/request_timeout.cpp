#include "http/request_timeout.hpp"

#include <charconv>

namespace smokehouse::http {

std::optional<duration> parse_request_timeout(std::string_view text) noexcept {
  constexpr std::chrono::duration<double> most = std::chrono::years{1};
  double number = 0;
  auto* end = text.data() + text.size();
  auto [stop, error] =
      std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc{})
    return std::nullopt;
  std::string_view unit{stop, static_cast<std::size_t>(end - stop)};
  if (unit != "" && unit != "s" && unit != "ms")
    return std::nullopt;
  const std::chrono::duration<double> asked{unit == "ms" ? number / 1000
                                                         : number};
  // Not a number is neither.
  if (!(asked > asked.zero() && asked <= most))
    return std::nullopt;
  return std::chrono::duration_cast<duration>(asked);
}

} // namespace smokehouse::http
