#pragma once

#include "actors/runtime/task.hpp"

#include <functional>
#include <string>

namespace smokehouse::actors {

/// Work that blocks, for a thread of a pool; may throw.
struct blocking_job {
  std::function<void()> run;
};

/// Work that goes on after the reply. `start` is called inside the actor that
/// runs it and must not refer to anything that may end before the job.
struct background_job {
  /// What the lists and the log call it, e.g. `async`.
  std::string name;
  std::function<task<>()> start;
};

} // namespace smokehouse::actors
