#pragma once

#include <cstddef>
#include <cstdint>

namespace smokehouse::http {

/// What a non-blocking call came to.
struct io_result {
  enum class kind : std::uint8_t { done, would_block, ended, failed };
  kind what = kind::done;
  std::size_t bytes = 0;
};

} // namespace smokehouse::http
