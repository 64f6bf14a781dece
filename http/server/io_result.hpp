#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace smokehouse::http {

/// What a non-blocking call came to.
struct io_result {
  enum class kind : std::uint8_t { done, would_block, ended, failed };
  kind what = kind::done;
  std::size_t bytes = 0;
};

/// Of a call that read so many bytes, where it had room for some.
inline io_result received(std::size_t bytes) noexcept {
  return {bytes == 0 ? io_result::kind::ended : io_result::kind::done, bytes};
}

/// Of a call that failed with this `errno`.
inline io_result failure(int error) noexcept {
  const bool later = error == EAGAIN || error == EWOULDBLOCK;
  return {later ? io_result::kind::would_block : io_result::kind::failed, 0};
}

} // namespace smokehouse::http
