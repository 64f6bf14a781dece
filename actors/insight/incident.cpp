#include "actors/insight/incident.hpp"

#include <algorithm>

namespace smokehouse::actors {

namespace {

incident lasting(incident what, http::time_point now) {
  what.lasted = now - what.since;
  return what;
}

} // namespace

std::string describe(const incident& what) {
  auto number = std::to_string(what.index);
  auto place = what.where == incident::place::shard
                   ? "shard " + number
                   : "thread " + number + " of pool " + what.pool;
  auto request = what.request_id.empty() ? "" : ", request " + what.request_id;
  return what.actor + " (" + what.messages + ") on " + place + request;
}

std::uint64_t incident_log::begin(incident what) {
  std::lock_guard guard{mutex_};
  stuck_.push_back({++last_, std::move(what)});
  return last_;
}

incident incident_log::end(std::uint64_t number, http::time_point now) {
  std::lock_guard guard{mutex_};
  auto found = std::find_if(stuck_.begin(), stuck_.end(),
                            [=](auto& one) { return one.number == number; });
  auto result = lasting(std::move(found->what), now);
  stuck_.erase(found);
  result.over = true;
  over_.push_back(result);
  if (over_.size() > most)
    over_.pop_front();
  return result;
}

std::vector<incident> incident_log::stuck_now(http::time_point now) const {
  std::vector<incident> result;
  for (const auto& one : stuck_)
    result.push_back(lasting(one.what, now));
  return result;
}

std::vector<incident> incident_log::blocked(http::time_point now) const {
  std::lock_guard guard{mutex_};
  return stuck_now(now);
}

std::vector<incident> incident_log::recent(http::time_point now) const {
  std::lock_guard guard{mutex_};
  auto result = stuck_now(now);
  result.insert(result.end(), over_.begin(), over_.end());
  std::stable_sort(result.begin(), result.end(),
                   [](auto& a, auto& b) { return a.since > b.since; });
  result.resize(std::min(result.size(), most));
  return result;
}

} // namespace smokehouse::actors
