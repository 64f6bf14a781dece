#pragma once

#include "app/service.hpp"
#include "test/faults/fault_injector.hpp"

#include <optional>
#include <string>
#include <vector>

namespace smokehouse::test {

/// The service with its defaults inside this process, on a free port, where its
/// actors can be made to fail. It prints nothing of its own. Made and destroyed
/// by the same thread.
class inner_service {
public:
  /// @param options As on the command line, over what is quick and quiet: two
  ///                shards, no access log, work without its waiting.
  explicit inner_service(const std::vector<std::string>& options = {});

  std::uint16_t port() const noexcept {
    return port_;
  }

  /// Lets it finish what it has, and take no more; whether that has an end.
  bool drain();

  fault_injector faults;

private:
  app::logging log_;
  std::optional<app::service> service_;
  std::uint16_t port_ = 0;
};

/// How many shards it has.
inline constexpr int shards_inside = 2;

} // namespace smokehouse::test
