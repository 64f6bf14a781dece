#include "http/upstream/connection_set.hpp"

#include <utility>

namespace smokehouse::http::upstream {

using stage = connection::stage;

void connection_set::add(const connection_ptr& c) {
  c->now = stage::connecting;
  c->place = active_.insert(active_.end(), c);
  ++connecting_;
}

void connection_set::make_busy(const connection_ptr& c) {
  auto was = std::exchange(c->now, stage::busy);
  if (was == stage::connecting)
    --connecting_;
  if (was == stage::idle)
    active_.splice(active_.end(), idle_, c->place);
}

void connection_set::make_idle(const connection_ptr& c) {
  c->now = stage::idle;
  c->used = true;
  c->idle_since = clock::now();
  idle_.splice(idle_.end(), active_, c->place);
}

void connection_set::remove(const connection_ptr& c) {
  auto was = std::exchange(c->now, stage::gone);
  if (was == stage::gone)
    return;
  if (was == stage::connecting)
    --connecting_;
  c->close();
  (was == stage::idle ? idle_ : active_).erase(c->place);
}

void connection_set::remove_idle() {
  while (auto c = coldest())
    remove(c);
}

void connection_set::remove_idle_since(time_point latest) {
  for (auto c = coldest(); c && c->idle_since <= latest; c = coldest())
    remove(c);
}

connection_ptr connection_set::warmest() const {
  return idle_.empty() ? nullptr : idle_.back();
}

connection_ptr connection_set::coldest() const {
  return idle_.empty() ? nullptr : idle_.front();
}

connection_ptr connection_set::any_active() const {
  return active_.empty() ? nullptr : active_.front();
}

} // namespace smokehouse::http::upstream
