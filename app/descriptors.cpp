#include "app/descriptors.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace smokehouse::app {

void reserve_descriptors(std::size_t count) noexcept {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == 0)
    return;
  const auto last = std::min<rlim_t>(count, limit.rlim_cur - 1);
  // A descriptor of that number: the table never shrinks again.
  const auto any = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const auto high = ::fcntl(any, F_DUPFD_CLOEXEC, static_cast<int>(last));
  for (auto one : {any, high})
    if (one >= 0)
      ::close(one);
}

} // namespace smokehouse::app
