#include "http/timeline.hpp"

#include <algorithm>

namespace smokehouse::http {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

} // namespace

struct timeline::asked {
  static constexpr duration::rep open = -1;

  bool is_open() const noexcept {
    return took.load(relaxed) == open;
  }

  std::string_view name; // set before it counts
  ticks began = 0;
  ticks share = 0;
  ticks took = open;
};

std::span<timeline::asked> timeline::all_asked() const noexcept {
  // The first to count was stored after the pointer.
  const std::size_t count = asked_count_.load(std::memory_order_acquire);
  return {asked_.load(relaxed), count};
}

timeline::~timeline() {
  delete[] asked_.load(relaxed);
}

void timeline::add(ticks& to, duration more) noexcept {
  if (more > duration::zero())
    to.store(to.load(relaxed) + more.count(), relaxed); // one at a time writes
}

time_point timeline::point(const ticks& from) noexcept {
  return time_point{duration{from.load(relaxed)}};
}

void timeline::set_mark(time_point now) noexcept {
  mark_.store(std::max(now, point(mark_)).time_since_epoch().count(), relaxed);
}

timeline::asked* timeline::first_open() const noexcept {
  for (auto& one : all_asked())
    if (one.is_open())
      return &one;
  return nullptr;
}

/// Tells whose the time since the mark is.
template <class ToPart, class ToAsked>
void timeline::open_time(stage in, time_point now, ToPart to_part,
                         ToAsked to_asked) const noexcept {
  const auto since = point(mark_);
  switch (in) {
  case stage::queued:
  case stage::handed:
    return to_part(mailbox, now - since);
  case stage::front:
    return to_part(front, now - since);
  case stage::ended:
    return to_part(write, now - since);
  case stage::running:
  case stage::paused:
    break;
  }
  if (auto* one = first_open())
    return to_asked(*one, now - since);
  if (joins_.load(relaxed) > 0)
    return to_part(join, now - since);
  const auto between = between_.load(relaxed);
  if (in == stage::paused)
    return to_part(between, now - since);
  const auto entered = std::max(point(entered_), since);
  to_part(between, entered - since);
  to_part(handling, now - entered);
}

void timeline::spend(part on, time_point now) noexcept {
  add(spent_[on], now - point(mark_));
  set_mark(now);
}

void timeline::spend_open(stage in, time_point now) noexcept {
  open_time(
      in, now, [this](part on, duration time) { add(spent_[on], time); },
      [](asked& one, duration time) { add(one.share, time); });
  set_mark(now);
}

void timeline::begin(time_point first_byte, time_point complete) noexcept {
  set_mark(first_byte);
  spend(read, complete);
}

void timeline::enter_front(time_point began) noexcept {
  if (ended())
    return;
  spend(mailbox, began);
  stage_.store(stage::front, relaxed);
}

void timeline::leave_front() noexcept {
  if (at() == stage::front)
    stage_.store(stage::handed, relaxed);
}

void timeline::enter(time_point queued, time_point began) noexcept {
  if (ended())
    return;
  if (at() == stage::handed)
    spend(front, queued);
  entered_.store(began.time_since_epoch().count(), relaxed);
  stage_.store(stage::running, relaxed);
}

void timeline::pause(time_point now) noexcept {
  if (!is_running())
    return;
  // While somebody is asked the time is theirs, once they have answered.
  if (!first_open()) {
    spend_open(stage::running, now);
    between_.store(waiting, relaxed);
  }
  auto expected = stage::running;
  stage_.compare_exchange_strong(expected, stage::paused, relaxed);
}

std::size_t timeline::begin_ask(std::string_view name, time_point now) {
  const std::size_t number = asked_count_.load(relaxed);
  if (number == most_asked || ended())
    return most_asked;
  // With the first: a request that asks nobody pays nothing.
  if (!asked_.load(relaxed))
    asked_.store(new asked[most_asked], relaxed);
  if (!first_open())
    spend_open(at(), now);
  auto& one = asked_.load(relaxed)[number];
  one.name = name;
  one.began.store(now.time_since_epoch().count(), relaxed);
  asked_count_.store(static_cast<std::uint8_t>(number + 1),
                     std::memory_order_release);
  return number;
}

void timeline::end_ask(std::size_t number, time_point answered) noexcept {
  if (number == most_asked)
    return;
  auto& one = asked_.load(relaxed)[number];
  // Below zero it would be open.
  const auto took = std::max(answered - point(one.began), duration::zero());
  one.took.store(took.count(), relaxed);
  if (ended())
    return;
  add(one.share, answered - point(mark_));
  set_mark(answered);
  between_.store(mailbox, relaxed);
}

void timeline::begin_join(time_point now) noexcept {
  if (!ended() && !first_open())
    spend_open(at(), now);
  joins_.store(static_cast<std::uint8_t>(joins_.load(relaxed) + 1), relaxed);
}

void timeline::end_join(time_point now) noexcept {
  if (!ended() && !first_open())
    spend_open(at(), now);
  joins_.store(static_cast<std::uint8_t>(joins_.load(relaxed) - 1), relaxed);
}

void timeline::end(time_point now) noexcept {
  const auto before = stage_.exchange(stage::ended, relaxed);
  if (before != stage::ended)
    spend_open(before, now);
}

std::vector<time_part> timeline::parts(time_point now) const {
  std::array<duration, part_count> spent;
  for (std::size_t i = 0; i < part_count; ++i)
    spent[i] = duration{spent_[i].load(relaxed)};
  const asked* waited = nullptr;
  duration for_waited{};
  open_time(
      at(), std::max(now, point(mark_)),
      [&](part on, duration time) { spent[on] += time; },
      [&](const asked& one, duration time) {
        waited = &one;
        for_waited = time;
      });
  std::vector<time_part> result;
  result.reserve(part_count);
  auto append = [&](std::string_view name, duration share, duration took = {}) {
    if (share > duration::zero() || took > duration::zero())
      result.push_back({name, share, took});
  };
  append("read", spent[read]);
  append("front", spent[front]);
  append("mailbox", spent[mailbox]);
  append("handling", spent[handling]);
  for (const auto& one : all_asked()) {
    const auto took = one.took.load(relaxed);
    append(one.name,
           duration{one.share.load(relaxed)}
               + (&one == waited ? for_waited : duration{}),
           took == asked::open ? now - point(one.began) : duration{took});
  }
  append("join", spent[join]);
  append("waiting", spent[waiting]);
  append("write", spent[write]);
  return result;
}

std::string timeline::waits_for() const {
  switch (at()) {
  case stage::queued:
  case stage::handed:
    return "mailbox";
  case stage::front:
    return "front";
  case stage::running:
    return "handling";
  case stage::ended:
    return "write";
  case stage::paused:
    break;
  }
  std::string result;
  for (const auto& one : all_asked())
    if (one.is_open())
      result.append(result.empty() ? "" : ", ").append(one.name);
  return result.empty() ? "waiting" : result;
}

} // namespace smokehouse::http
