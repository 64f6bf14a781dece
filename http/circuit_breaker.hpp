#pragma once

#include "http/types.hpp"
#include "http/upstream/failure_window.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

namespace smokehouse::http {

/// Whether calls are let through: all of them, none, or one at a time that
/// tries whether all may be again.
enum class breaker_state : std::uint8_t { closed, open, half_open };

/// The enumerator's name.
std::string_view name_of(breaker_state state) noexcept;

struct breaker_settings {
  /// The share of calls, above 0 up to 1, whose failure opens it.
  double failure_rate = 0.5;

  /// As long as there were fewer calls than that, it stays closed.
  std::uint64_t min_calls = 20;

  /// How far back calls are counted.
  duration window = std::chrono::seconds(10);

  /// How long it stays open before it tries a call.
  duration open_for = std::chrono::seconds(5);
};

/// What a breaker is doing and has done.
struct breaker_stats {
  breaker_state state = breaker_state::closed;

  /// Calls within the window, and the share of them that failed, 0 to 1.
  std::uint64_t calls = 0;
  double failure_rate = 0;

  /// How often it opened, and how many calls it refused, so far.
  std::uint64_t opened = 0;
  std::uint64_t refused = 0;
};

class breaker_pass;

/// Keeps calls away from an upstream that fails most of them. All clients of
/// the upstream share it; any thread may use it. The clock is the caller's.
class circuit_breaker : public std::enable_shared_from_this<circuit_breaker> {
public:
  /// How a call ended: a failure of the upstream, none, or in a way that says
  /// nothing of it.
  enum class verdict : std::uint8_t { fine, failed, nothing };

  /// Is told of each change of state, on the thread that brought it about. It
  /// must not call the breaker.
  using listener = std::function<void(const breaker_stats&)>;

  explicit circuit_breaker(const breaker_settings& settings,
                           listener on_change = {});

  circuit_breaker(const circuit_breaker&) = delete;
  circuit_breaker& operator=(const circuit_breaker&) = delete;

  /// Lets a call through, or nothing.
  std::optional<breaker_pass> enter(time_point now);

  /// Until it will let a call through; zero if it may at any time.
  duration rest(time_point now) const;

  breaker_stats stats(time_point now) const;

private:
  friend class breaker_pass;

  void leave(std::uint64_t era, bool probe, verdict how, time_point now);
  bool still_closed(std::uint64_t era) const;
  bool too_many(time_point now) const;
  void change(breaker_state next, time_point now);
  breaker_stats stats_now(time_point now) const;
  void tell(const std::optional<breaker_stats>& change) const;

  const breaker_settings settings_;
  const listener on_change_;
  mutable std::mutex mutex_;
  // All guarded by mutex_.
  upstream::failure_window window_;
  breaker_state state_ = breaker_state::closed;
  bool probing_ = false;
  time_point open_until_{};
  /// Counts the times of being closed and of not being so: what belongs to
  /// another says nothing any more.
  std::uint64_t era_ = 0;
  std::uint64_t opened_ = 0;
  std::uint64_t refused_ = 0;
};

/// What a call has for its way through a breaker. One that ends without a
/// verdict has said nothing, and a probe's place is free again.
class breaker_pass {
public:
  using verdict = circuit_breaker::verdict;

  /// Of no breaker.
  breaker_pass() = default;

  breaker_pass(breaker_pass&& other) noexcept = default;
  breaker_pass& operator=(breaker_pass&& other) noexcept;
  ~breaker_pass();

  /// The call has ended; further calls do nothing.
  void end(verdict how, time_point now);

  /// Whether the call may be made once more: neither as a probe, of which
  /// there is one, nor after the breaker has opened.
  bool may_repeat() const;

private:
  friend class circuit_breaker;

  breaker_pass(std::shared_ptr<circuit_breaker> of, std::uint64_t era,
               bool probe)
      : of_(std::move(of)), era_(era), probe_(probe) {}

  std::shared_ptr<circuit_breaker> of_;
  std::uint64_t era_ = 0;
  bool probe_ = false;
};

} // namespace smokehouse::http
