#pragma once

#include "test/support/child_process.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/temporary_file.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace smokehouse::test {

/// The real service on one shard under valgrind's callgrind, which counts the
/// instructions that it executes: the same number for the same work, however
/// busy the machine is.
class counted_service {
public:
  explicit counted_service(const std::vector<std::string>& options = {});

  std::uint16_t port() const {
    return port_;
  }

  /// Runs `f` while the service does not.
  void stopped(const std::function<void()>& f);

  /// The service's instructions (of its own, not the system's) while `work`
  /// runs. To be called once: ends the service.
  std::uint64_t instructions_of(const std::function<void()>& work);

private:
  void control(const std::string& state);

  /// Where callgrind leaves its counts.
  temporary_file counts_{""};
  child_process process_;
  std::uint16_t port_ = 0;
};

} // namespace smokehouse::test
