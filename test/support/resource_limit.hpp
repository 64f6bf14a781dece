#pragma once

#include <algorithm>
#include <sys/resource.h>

namespace smokehouse::test {

/// Sets a soft limit (as in `RLIMIT_NOFILE`) of this process, at most up to the
/// hard one, for as long as the object lives: programs that are started
/// meanwhile have it for good.
class resource_limit {
public:
  resource_limit(__rlimit_resource what, rlim_t value) : what_(what) {
    ::getrlimit(what_, &before_);
    rlimit wanted = before_;
    wanted.rlim_cur = std::min(value, before_.rlim_max);
    ::setrlimit(what_, &wanted);
  }

  resource_limit(const resource_limit&) = delete;
  resource_limit& operator=(const resource_limit&) = delete;

  ~resource_limit() {
    ::setrlimit(what_, &before_);
  }

private:
  __rlimit_resource what_;
  rlimit before_{};
};

} // namespace smokehouse::test
