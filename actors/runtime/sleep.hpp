#pragma once

#include "actors/runtime/task.hpp"

#include <caf/actor_system.hpp>
#include <caf/timespan.hpp>

namespace smokehouse::actors {

/// Waits without a thread; cancellable. On a shard an Asio timer, on
/// `test_coordinator` the test's clock.
/// @param after From now; zero or less resumes as soon as possible.
/// @throws boost::system::system_error (`operation_aborted`) when cancelled.
/// @throws failed (`sec::request_timeout`) when the shard ends before.
task<> sleep_for(caf::actor_system& system, caf::timespan after);

} // namespace smokehouse::actors
