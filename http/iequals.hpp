#pragma once

#include <string_view>
#include <strings.h>

namespace smokehouse::http {

/// Whether two texts are the same but for the case of ASCII letters. (What
/// Beast and Boost.URL have for it in Boost 1.81 reads one byte too many when
/// the cases differ.)
inline bool iequals(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size()
         && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace smokehouse::http
