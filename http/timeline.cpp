#include "http/timeline.hpp"

#include <algorithm>
#include <span>

namespace smokehouse::http {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

} // namespace

struct timeline::asked {
  std::string_view name; // set before it counts
  ticks began = 0;
  ticks share = 0;
  ticks took = 0;
  std::atomic<bool> open = true;
};

/// Made when the first is asked: a request that asks nobody pays nothing.
struct timeline::all_asked {
  std::array<asked, most_asked> list;
  std::atomic<std::size_t> count = 0;
  std::atomic<std::size_t> open = 0;

  std::span<asked> get() {
    return {list.data(), count.load(std::memory_order_acquire)};
  }

  asked* first_open() {
    for (auto& one : get())
      if (one.open.load(relaxed))
        return &one;
    return nullptr;
  }
};

timeline::~timeline() {
  delete asked_.load(relaxed);
}

void timeline::add(ticks& to, duration more) noexcept {
  if (more > duration::zero())
    to.store(to.load(relaxed) + more.count(), relaxed); // one at a time writes
}

time_point timeline::mark() const noexcept {
  return time_point{duration{mark_.load(relaxed)}};
}

void timeline::set_mark(time_point now) noexcept {
  mark_.store(now.time_since_epoch().count(), relaxed);
}

void timeline::spend(part on, time_point now) noexcept {
  add(spent_[on], now - mark());
  set_mark(std::max(now, mark()));
}

timeline::part timeline::part_in_between() const noexcept {
  return static_cast<part>(between_.load(relaxed));
}

void timeline::begin(time_point now) noexcept {
  set_mark(now);
}

void timeline::enter_front(time_point began) noexcept {
  spend(mailbox, began);
  stage_.store(stage::front, relaxed);
}

void timeline::enter(time_point queued, time_point began,
                     std::uint16_t thread) noexcept {
  if (at() == stage::front)
    spend(front, queued);
  entered_.store(began.time_since_epoch().count(), relaxed);
  thread_.store(thread, relaxed);
  stage_.store(stage::running, relaxed);
}

/// While somebody is asked the time is theirs, once they have answered.
void timeline::spend_all(time_point now) noexcept {
  if (auto* all = asked_.load(relaxed); all && all->open.load(relaxed) > 0)
    return;
  if (joins_.load(relaxed) > 0)
    return spend(join, now);
  if (at() == stage::running)
    spend(part_in_between(), time_point{duration{entered_.load(relaxed)}});
  spend(at() == stage::front ? front : handling, now);
}

void timeline::pause(time_point now) noexcept {
  if (at() != stage::running)
    return;
  spend_all(now);
  between_.store(waiting, relaxed);
  stage_.store(stage::paused, relaxed);
}

std::size_t timeline::begin_ask(std::string_view name, time_point now) {
  auto* all = asked_.load(relaxed);
  if (!all) {
    all = new all_asked;
    asked_.store(all, std::memory_order_release);
  }
  const auto number = all->count.load(relaxed);
  if (number == most_asked)
    return number;
  spend_all(now);
  auto& one = all->list[number];
  one.name = name;
  one.began.store(now.time_since_epoch().count(), relaxed);
  all->open.store(all->open.load(relaxed) + 1, relaxed);
  all->count.store(number + 1, std::memory_order_release);
  return number;
}

void timeline::end_ask(std::size_t number, time_point answered) noexcept {
  if (number == most_asked)
    return;
  auto* all = asked_.load(relaxed);
  auto& one = all->list[number];
  add(one.took, answered - time_point{duration{one.began.load(relaxed)}});
  add(one.share, answered - mark());
  set_mark(std::max(answered, mark()));
  one.open.store(false, relaxed);
  all->open.store(all->open.load(relaxed) - 1, relaxed);
  between_.store(mailbox, relaxed);
}

void timeline::begin_join(time_point now) noexcept {
  spend_all(now);
  joins_.store(static_cast<std::uint8_t>(joins_.load(relaxed) + 1), relaxed);
}

void timeline::end_join(time_point now) noexcept {
  spend_all(now);
  joins_.store(static_cast<std::uint8_t>(joins_.load(relaxed) - 1), relaxed);
}

void timeline::end(time_point now) noexcept {
  spend_all(now);
  stage_.store(stage::ended, relaxed);
}

std::vector<time_part> timeline::parts(time_point now) const {
  std::array<duration, parts_> spent;
  for (std::size_t i = 0; i < parts_; ++i)
    spent[i] = duration{spent_[i].load(relaxed)};
  const auto since = std::max(now - mark(), duration::zero());
  auto* all = asked_.load(std::memory_order_acquire);
  auto* open = all ? all->first_open() : nullptr;
  duration written{};
  if (at() == stage::ended)
    written = since;
  else if (!open)
    spent[joins_.load(relaxed) > 0 ? join
          : at() == stage::front   ? front
          : at() == stage::running ? handling
                                   : part_in_between()] += since;
  std::vector<time_part> result;
  auto append = [&](std::string_view name, duration share, duration took = {}) {
    if (share > duration::zero() || took > duration::zero())
      result.push_back({name, share, took});
  };
  append("front", spent[front]);
  append("mailbox", spent[mailbox]);
  append("handling", spent[handling]);
  append("waiting", spent[waiting]);
  if (all)
    for (const auto& one : all->get()) {
      const auto is_open = one.open.load(relaxed);
      const time_point began{duration{one.began.load(relaxed)}};
      append(one.name,
             duration{one.share.load(relaxed)}
                 + (&one == open && written == duration{} ? since : duration{}),
             is_open ? now - began : duration{one.took.load(relaxed)});
    }
  append("join", spent[join]);
  append("write", written);
  return result;
}

std::string timeline::waits_for() const {
  std::string result;
  switch (at()) {
  case stage::queued:
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
  if (auto* all = asked_.load(std::memory_order_acquire))
    for (const auto& one : all->get())
      if (one.open.load(relaxed))
        result.append(result.empty() ? "" : ", ").append(one.name);
  return result.empty() ? "waiting" : result;
}

bool timeline::running_on(std::uint16_t thread) const noexcept {
  return is_running() && thread_.load(relaxed) == thread;
}

} // namespace smokehouse::http
