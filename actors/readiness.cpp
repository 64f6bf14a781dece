#include "actors/readiness.hpp"

namespace smokehouse::actors {

void readiness::add(std::string reason) {
  std::lock_guard guard{mutex_};
  reasons_.insert(std::move(reason));
}

void readiness::remove(std::string_view reason) {
  std::lock_guard guard{mutex_};
  if (auto found = reasons_.find(reason); found != reasons_.end())
    reasons_.erase(found);
}

bool readiness::ready() const {
  std::lock_guard guard{mutex_};
  return reasons_.empty();
}

std::vector<std::string> readiness::reasons() const {
  std::lock_guard guard{mutex_};
  return {reasons_.begin(), reasons_.end()};
}

} // namespace smokehouse::actors
