#include "app/supervision_rules.hpp"

#include <chrono>

namespace smokehouse::app {

namespace {

actors::supervision_listener listener(std::shared_ptr<spdlog::logger> log,
                                      actors::readiness& state,
                                      std::string where) {
  auto reason_of = [where](const std::string& name) {
    return name + " quarantined" + where;
  };
  return {
      [=](const std::string& name, const caf::error& reason, auto delay) {
        using milliseconds = std::chrono::duration<double, std::milli>;
        log->error("{}{} failed: {}; its successor starts in {} ms", name,
                   where, caf::to_string(reason), milliseconds{delay}.count());
      },
      [=, &state](const std::string& name, const caf::error& reason,
                  auto rest) {
        using seconds = std::chrono::duration<double>;
        state.add(reason_of(name));
        log->error("{}{} failed too often: {}; quarantined for {} s", name,
                   where, caf::to_string(reason), seconds{rest}.count());
      },
      [=, &state](const std::string& name) {
        state.remove(reason_of(name));
        log->info("{}{} is started after its quarantine", name, where);
      },
  };
}

} // namespace

actors::supervision_rules rules_of(const supervision_settings& from,
                                   std::shared_ptr<spdlog::logger> log,
                                   actors::readiness& state,
                                   std::string where) {
  return {.pace = {},
          .bounds = {from.max_failures, from.period, from.quarantine},
          .listener = listener(std::move(log), state, std::move(where))};
}

} // namespace smokehouse::app
