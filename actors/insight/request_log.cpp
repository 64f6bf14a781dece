#include "actors/insight/request_log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace smokehouse::actors {

namespace {

constexpr std::chrono::seconds span_length{10};
constexpr std::chrono::seconds minute{60};

std::int64_t span_of(http::time_point now) {
  return now.time_since_epoch() / span_length;
}

bool slower(const request_record& a, const request_record& b) {
  return a.age > b.age;
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string result{text.substr(0, longest)};
  std::replace_if(
      result.begin(), result.end(), [](char c) { return c < ' ' || c > '~'; },
      '?');
  return result;
}

request_record record_of(const http::request& from, http::time_point now) {
  return {
      .id = from.id(),
      .method = printable(from.method_name(), request_record::longest_method),
      .route = from.route(),
      .path = printable(from.path(), request_record::longest_path),
      .age = now - from.received(),
      .parts = from.timeline().parts(now),
  };
}

} // namespace

void request_log::started(const http::request& request) noexcept {
  {
    std::lock_guard guard{quick_};
    in_flight_.add(request);
  }
  if (next_)
    next_->started(request);
}

void request_log::finished(const http::request& request,
                           const http::exchange& how) noexcept {
  {
    std::lock_guard guard{quick_};
    in_flight_.remove(request);
  }
  const auto number = span_of(request.received() + how.duration);
  if (number != current_ || how.duration > floor_) {
    current_ = number;
    try {
      note(request, how);
    } catch (const std::exception&) {
      // Out of memory for a record: the request itself is done.
    }
  }
  if (next_)
    next_->finished(request, how);
}

void request_log::note(const http::request& request,
                       const http::exchange& how) {
  auto record = record_of(request, request.received() + how.duration);
  record.ended = std::chrono::system_clock::now();
  record.status = how.outcome == http::outcome::cancelled
                      ? 499
                      : static_cast<unsigned>(how.status);
  std::lock_guard guard{mutex_};
  auto& place = spans_[static_cast<std::size_t>(current_) % spans_.size()];
  if (std::exchange(place.number, current_) != current_)
    place.slow.clear();
  auto& slow = place.slow;
  if (slow.size() == most_slow) {
    std::pop_heap(slow.begin(), slow.end(), slower);
    slow.pop_back();
  }
  slow.push_back(std::move(record));
  std::push_heap(slow.begin(), slow.end(), slower);
  floor_ = slow.size() == most_slow ? slow.front().age : http::duration{};
}

std::vector<request_record> request_log::in_flight(std::size_t most) const {
  std::vector<http::request> all;
  all.reserve(most);
  {
    std::lock_guard guard{quick_};
    in_flight_.for_each([&](http::request one) {
      if (all.size() < most)
        all.push_back(std::move(one));
      return all.size() < most;
    });
  }
  const auto now = http::clock::now();
  std::vector<request_record> result;
  for (const auto& one : all) {
    result.push_back(record_of(one, now));
    result.back().waits_for = one.timeline().waits_for();
  }
  return result;
}

std::size_t request_log::in_flight_count() const {
  std::lock_guard guard{quick_};
  return in_flight_.size();
}

std::vector<request_record> request_log::slowest() const {
  const auto oldest = std::chrono::system_clock::now() - minute;
  const auto first = span_of(http::clock::now() - minute);
  std::vector<request_record> result;
  {
    std::lock_guard guard{mutex_};
    for (const auto& one : spans_)
      if (one.number >= first)
        std::copy_if(one.slow.begin(), one.slow.end(),
                     std::back_inserter(result),
                     [=](auto& record) { return record.ended >= oldest; });
  }
  std::sort(result.begin(), result.end(), slower);
  if (result.size() > most_slow)
    result.resize(most_slow);
  return result;
}

std::string request_log::id_of(std::uint64_t serial) const {
  std::string result;
  std::lock_guard guard{quick_};
  in_flight_.for_each([&](const http::request& one) {
    if (one.data()->serial != serial)
      return true;
    one.append_id(result);
    return false;
  });
  return result;
}

} // namespace smokehouse::actors
