#pragma once

#include "http/observer.hpp"
#include "http/request_list.hpp"
#include "http/spin_lock.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// A request at one moment, or after its end.
struct request_record {
  std::string id;
  std::string method;
  std::uint16_t route = http::request::no_route;
  /// What was asked for; cut where it is longer than `longest_path`, as the
  /// method is, and with `?` in place of what is not printable ASCII.
  std::string path;
  /// Since its first byte.
  http::duration age{};
  std::vector<http::time_part> parts;
  /// While it is in flight.
  std::string waits_for = {};
  /// Once it has ended.
  unsigned status = 0;
  std::chrono::system_clock::time_point ended = {};

  static constexpr std::size_t longest_path = 200;
  static constexpr std::size_t longest_method = 20;
};

/// The requests of one server: those in flight, and the slowest of the last
/// minute. What it holds is bounded, but for the requests in flight themselves.
/// Written by the server's thread, read by any.
class request_log final : public http::observer {
public:
  /// Slowest requests kept of a span of ten seconds.
  static constexpr std::size_t most_slow = 100;

  /// @param next Is told of everything too, afterwards; may be null.
  explicit request_log(http::observer* next = nullptr) : next_(next) {
    // nop
  }

  void started(const http::request& request) noexcept override;
  void finished(const http::request& request,
                const http::exchange& how) noexcept override;

  /// Those in flight, the oldest first.
  std::vector<request_record> in_flight(std::size_t most) const;

  std::size_t in_flight_count() const;

  /// The slowest that ended within a minute, the slowest first.
  std::vector<request_record> slowest() const;

  /// The id of a request in flight, by its number; or nothing.
  std::string id_of(std::uint64_t serial) const;

private:
  /// Those that ended within ten seconds: a heap, the fastest of them first.
  struct span {
    std::int64_t number = -1;
    std::vector<request_record> slow;
  };

  void note(const http::request& request, const http::exchange& how);

  http::observer* next_;
  mutable http::spin_lock quick_;
  http::request_list in_flight_; // guarded by quick_
  mutable std::mutex mutex_;
  std::array<span, 7> spans_; // guarded by mutex_
  /// The span that now is, and what is too fast for it: the server's thread.
  std::int64_t current_ = -1;
  http::duration floor_{};
};

} // namespace smokehouse::actors
