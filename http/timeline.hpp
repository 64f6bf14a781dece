#pragma once

#include "http/types.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::http {

/// One part of a request's time.
struct time_part {
  /// `read`, `front`, `mailbox`, `handling`, `waiting`, the name of whom it
  /// asked, `join`, or `write`. Stays when the request is gone.
  std::string_view name;
  /// Its share: the shares of all parts are the time of the request. What a
  /// request waits for at the same time is told apart by its ends: each has
  /// the time from the end before it to its own.
  duration share{};
  /// From question to answer, for whom it asked; else zero.
  duration took{};
};

/// Where the time of one request goes:
///   read      the client sends it
///   front     its route is found
///   mailbox   it waits for an actor's turn
///   handling  its view does something
///   (names)   its view waits for somebody that it asked
///   join      all answers are there, and the view is about to go on
///   waiting   its view waits for something else: a timer or a socket, or for
///             the ninth that it asked and those after
///   write     the connection has the answer, and is yet to write it
/// One thread at a time tells, in the order of what happens, but for `end`,
/// which any may call: the connection answers in a late view's place. What that
/// view tells in the same moment may then count twice, what it tells later does
/// not count. Any thread may look. Times are points of `clock`.
class timeline {
public:
  /// Those that a request asked, counted over its life, that are told apart.
  static constexpr std::size_t most_asked = 8;

  timeline() = default;
  timeline(const timeline&) = delete;
  timeline& operator=(const timeline&) = delete;
  ~timeline();

  /// It is there, after it was begun to be sent.
  void begin(time_point first_byte, time_point complete) noexcept;

  /// Whoever finds its route began.
  void enter_front(time_point began) noexcept;

  /// Its route is found; it is on its way to who answers it.
  void leave_front() noexcept;

  /// Whoever answers it began to do a part of the work.
  /// @param queued When it was handed on, or `began` if nobody knows.
  void enter(time_point queued, time_point began) noexcept;

  /// That part is done, there is no answer as yet.
  void pause(time_point now) noexcept;

  /// It asks somebody; several may be asked at a time.
  /// @param name Stays: records of the request keep it.
  /// @returns a number for `end_ask`.
  std::size_t begin_ask(std::string_view name, time_point now);

  /// The answer to one came, at a time that may be somewhat ago.
  void end_ask(std::size_t number, time_point answered) noexcept;

  /// It waits for several at once, and goes on when all are there.
  void begin_join(time_point now) noexcept;
  void end_join(time_point now) noexcept;

  /// It is answered; what follows is for the connection to do. Only the first
  /// call counts.
  void end(time_point now) noexcept;

  bool ended() const noexcept {
    return at() == stage::ended;
  }

  /// The parts that have any time, in the order of the list above.
  std::vector<time_part> parts(time_point now) const;

  /// What it is waiting for: a name as in `time_part`, or several with commas.
  std::string waits_for() const;

  /// Its view is at it right now.
  bool is_running() const noexcept {
    return at() == stage::running;
  }

private:
  /// Handed: between the front and the view.
  enum class stage : std::uint8_t {
    queued,
    front,
    handed,
    running,
    paused,
    ended
  };
  enum part : std::uint8_t {
    read,
    mailbox,
    front,
    handling,
    waiting,
    join,
    write,
    part_count
  };
  struct asked;
  using ticks = std::atomic<duration::rep>;

  static void add(ticks& to, duration more) noexcept;
  static time_point point(const ticks& from) noexcept;
  void set_mark(time_point now) noexcept;
  stage at() const noexcept {
    return stage_.load(std::memory_order_relaxed);
  }
  std::span<asked> all_asked() const noexcept;
  asked* first_open() const noexcept;
  template <class ToPart, class ToAsked>
  void open_time(stage in, time_point now, ToPart to_part,
                 ToAsked to_asked) const noexcept;
  void spend(part on, time_point now) noexcept;
  void spend_open(stage in, time_point now) noexcept;

  /// Until when the time is told.
  ticks mark_ = 0;
  ticks entered_ = 0;
  std::array<ticks, part_count> spent_{};
  /// Room for `most_asked`, once one is asked.
  std::atomic<asked*> asked_ = nullptr;
  std::atomic<stage> stage_ = stage::queued;
  /// What the time between two steps is spent on, unless it asks somebody.
  std::atomic<part> between_ = mailbox;
  std::atomic<std::uint8_t> joins_ = 0;
  std::atomic<std::uint8_t> asked_count_ = 0;
};

} // namespace smokehouse::http
