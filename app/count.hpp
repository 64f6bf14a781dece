#pragma once

#include "actors/job.hpp"
#include "actors/runtime/task.hpp"
#include "app/log/console.hpp"
#include "app/settings/settings.hpp"
#include "app/upstream.hpp"
#include "http/url.hpp"

#include <caf/actor_system.hpp>

#include <memory>

namespace smokehouse::app {

/// The tutorial's work beside the reply, without a thread: prints 1, 2, 3, ...
/// one an interval, GETs the upstream, and prints its answer. Each of these is
/// a step of its progress. Throws as `get` does.
actors::task<> count(caf::actor_system& system, tick_settings tick,
                     upstream from, console out,
                     std::shared_ptr<actors::job_progress> progress);

/// The same as code that blocks its thread.
/// Throws as `get` does.
void blocking_count(const tick_settings& tick, const http::url& from,
                    const http::client_settings& limits, const console& out);

} // namespace smokehouse::app
