#pragma once

#include "http/types.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::http {

/// One part of a request's time.
struct time_part {
  /// `front`, `mailbox`, `handling`, `waiting` (for a timer or a socket of its
  /// own), the name of whom it asked, `join`, or `write`.
  std::string_view name;
  /// Its share: the shares of all parts are the time of the request. What a
  /// request waits for at the same time is told apart by its ends: each has
  /// the time from the end before it to its own.
  duration share{};
  /// From question to answer, for whom it asked; else zero.
  duration took{};
};

/// Where the time of one request goes. One at a time tells, in the order of
/// what happens: whoever handles the request, in its own thread. Any thread
/// may look. Times are points of `clock`, never earlier than those before.
class timeline {
public:
  static constexpr std::size_t most_asked = 8;
  static constexpr std::uint16_t no_thread = 0xffff;

  timeline() = default;
  timeline(const timeline&) = delete;
  timeline& operator=(const timeline&) = delete;
  ~timeline();

  /// It arrived.
  void begin(time_point now) noexcept;

  /// Whoever finds its route began.
  void enter_front(time_point began) noexcept;

  /// Whoever answers it began, on that thread, to do a part of the work.
  /// @param queued When it was handed on, or `began` if nobody knows.
  void enter(time_point queued, time_point began,
             std::uint16_t thread) noexcept;

  /// That part is done, there is no answer as yet.
  void pause(time_point now) noexcept;

  /// It asks somebody; several may be asked at a time.
  /// @param name Lives as long as the request.
  /// @returns a number for `end_ask`; those over `most_asked` are not told
  ///          apart from `waiting`.
  std::size_t begin_ask(std::string_view name, time_point now);

  /// The answer to one came, at a time that may be somewhat ago.
  void end_ask(std::size_t number, time_point answered) noexcept;

  /// It waits for several at once, and goes on when all are there.
  void begin_join(time_point now) noexcept;
  void end_join(time_point now) noexcept;

  /// It is answered; what follows is for the connection to do.
  void end(time_point now) noexcept;

  /// The parts that have any time, in the order of `time_part::name`.
  std::vector<time_part> parts(time_point now) const;

  /// What it is waiting for: a name as in `time_part`, or several with commas.
  std::string waits_for() const;

  /// Somebody is at it right now.
  bool is_running() const noexcept {
    return at() == stage::running;
  }

  /// That thread is.
  bool running_on(std::uint16_t thread) const noexcept;

private:
  enum class stage : std::uint8_t { queued, front, running, paused, ended };
  enum part : std::size_t { front, mailbox, handling, waiting, join, parts_ };
  struct asked;
  struct all_asked;
  using ticks = std::atomic<duration::rep>;

  static void add(ticks& to, duration more) noexcept;
  time_point mark() const noexcept;
  void set_mark(time_point now) noexcept;
  stage at() const noexcept {
    return stage_.load(std::memory_order_relaxed);
  }
  /// The time from the mark to `now` goes to that part.
  void spend(part on, time_point now) noexcept;
  void spend_all(time_point now) noexcept;
  part part_in_between() const noexcept;

  ticks mark_ = 0;
  ticks entered_ = 0;
  std::array<ticks, parts_> spent_{};
  std::atomic<all_asked*> asked_ = nullptr;
  std::atomic<stage> stage_ = stage::queued;
  std::atomic<std::uint16_t> thread_ = no_thread;
  /// What the time between two steps is spent on, unless it asks somebody.
  std::atomic<std::uint8_t> between_ = mailbox;
  std::atomic<std::uint8_t> joins_ = 0;
};

} // namespace smokehouse::http
