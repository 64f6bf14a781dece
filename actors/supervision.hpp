#pragma once

#include "actors/supervisor.hpp"

#include <caf/actor_system.hpp>

#include <memory>
#include <vector>

namespace smokehouse::actors {

/// Keeps actors alive by way of a supervisor, and that one, too: whatever ends
/// it, another goes on with what it knew. No actor does this, so nothing can
/// end it but `stop`.
class supervision {
public:
  /// Starts the children, soon, on the supervisor's shard.
  supervision(caf::actor_system& system, std::vector<child> children,
              supervision_rules by);

  supervision(const supervision&) = delete;
  supervision& operator=(const supervision&) = delete;

  /// As `stop`.
  ~supervision();

  /// Ends the supervisor for good; the children are left as they are.
  void stop();

  /// The supervisor that now is.
  caf::actor supervisor() const;

private:
  struct core;

  /// Shared with the end of the supervisor.
  std::shared_ptr<core> core_;
};

} // namespace smokehouse::actors
