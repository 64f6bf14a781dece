#include "app/log/access_log.hpp"

#include "app/log/access_line.hpp"

#include <exception>

namespace smokehouse::app {

void access_log::finished(const http::request& request,
                          const http::exchange& how) noexcept {
  try {
    out_.say(access_line(format_, request, how));
  } catch (const std::exception&) {
    // Out of memory for one line: the request itself is done.
  }
}

} // namespace smokehouse::app
