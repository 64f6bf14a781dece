#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::actors {

/// Whether the service should be sent requests: it should unless there is a
/// reason why not. Any thread may use it.
class readiness {
public:
  /// Gives a reason, like `draining`; once more is the same as once.
  void add(std::string reason);

  /// Takes a reason back, if it was given.
  void remove(std::string_view reason);

  bool ready() const;

  /// All reasons, in alphabetical order.
  std::vector<std::string> reasons() const;

private:
  mutable std::mutex mutex_;
  std::set<std::string, std::less<>> reasons_; // guarded by mutex_
};

} // namespace smokehouse::actors
