#pragma once

#include "actors/background.hpp"
#include "actors/blocking_pool.hpp"
#include "actors/insight/incident.hpp"
#include "actors/insight/request_log.hpp"
#include "http/server_counters.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::app {

/// What a service has not finished: the oldest first, and `most_listed` of each
/// kind at most, though all are counted.
struct work_left {
  static constexpr std::size_t most_listed = 100;

  struct blocking_job {
    std::string pool;
    actors::pool_job job;
  };

  std::size_t request_count = 0;
  std::vector<actors::request_record> requests;
  std::size_t background_count = 0;
  std::vector<actors::background_list::entry> background;
  std::size_t blocking_count = 0;
  std::vector<blocking_job> blocking;
  /// Actors that keep a shard.
  std::vector<actors::incident> stuck;

  bool none() const noexcept {
    return request_count + background_count + blocking_count == 0;
  }
};

/// What a service has counted so far.
struct work_done {
  http::request_counts requests;
  actors::background_list::counts background;
};

/// How the service ended, for the last line of its log.
struct stop_report {
  /// What asked for it, as in `SIGTERM`.
  std::string_view signal;
  /// `drained`, or why it did not wait for more.
  std::string_view why;
  std::chrono::duration<double> took{};
  int exit_code = 0;
  /// At the signal, and at the end.
  work_done before;
  work_done after;
  /// What was unfinished at the signal, and what still is.
  work_left waited_for;
  work_left left;
};

/// One line: an object with `event` (`stopped`), `signal`, `why`,
/// `took_s`, `exit_code`; `finished` and `cancelled` with the numbers of
/// `requests` and `background` jobs since the signal; `waited_for` and `left`
/// with `requests`, `background`, `blocking` and `stuck`, each a list of what
/// it is (`name` or `id`, `path`, `actor`) with its `age_s`, and the `counts`.
std::string to_json(const stop_report& report);

} // namespace smokehouse::app
