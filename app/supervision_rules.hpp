#pragma once

#include "actors/readiness.hpp"
#include "actors/supervisor.hpp"
#include "app/settings/settings.hpp"

#include <spdlog/logger.h>

#include <memory>
#include <string>

namespace smokehouse::app {

/// How this service supervises: what happens is logged, and a quarantine makes
/// the service not ready.
/// @param state Has to outlive the supervision.
/// @param where Follows an actor's name, as in ` on shard 0`.
actors::supervision_rules rules_of(const supervision_settings& from,
                                   std::shared_ptr<spdlog::logger> log,
                                   actors::readiness& state, std::string where);

} // namespace smokehouse::app
