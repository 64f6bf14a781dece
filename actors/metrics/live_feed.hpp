#pragma once

#include "actors/metrics/history_sampler.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/metrics/service_info.hpp"
#include "http/body_stream.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace smokehouse::actors {

/// Something that every event of a feed has besides the stats.
struct live_part {
  /// Its member of the event.
  std::string name;
  /// Its value: JSON without line breaks. Called on the feed's thread.
  std::function<std::string()> json;
};

/// Keeps a history, a point a second, on a thread of its own, and sends it and
/// all figures to whoever subscribed, as Server-Sent Events: `history`
/// once, then `stats` with each point. What is sent is read and rendered once
/// for all, and only while somebody reads.
class live_feed {
public:
  static constexpr std::size_t max_subscribers = 32;

  /// What may wait for one subscriber; who reads too slowly loses events.
  static constexpr std::size_t max_waiting_bytes = 1024 * 1024;

  /// @param hub, info Have to outlive the feed, or its `stop`.
  live_feed(metrics_hub& hub, const service_info_source& info,
            std::vector<live_part> parts = {},
            std::chrono::milliseconds interval = std::chrono::seconds{1});

  live_feed(const live_feed&) = delete;
  live_feed& operator=(const live_feed&) = delete;

  ~live_feed();

  /// Begins to read. Once.
  void start();

  /// Reads no more and ends the streams. Any thread; once more does nothing.
  void stop();

  /// A stream of events, the first of them at once. None if there are too many
  /// or after `stop`. Any thread.
  std::shared_ptr<http::body_stream> subscribe();

private:
  using stream = std::shared_ptr<http::body_stream>;

  struct subscriber {
    stream to;
    bool greeted = false;
  };

  void wait();
  void tick();
  void greet();
  std::vector<stream> greeted();
  std::string event(const history_point* point);

  metrics_hub& hub_;
  const service_info_source& info_;
  const std::vector<live_part> parts_;
  const std::chrono::milliseconds interval_;
  history_sampler sampler_;
  history history_{history_points};
  std::uint64_t events_ = 0;
  std::mutex mutex_;
  std::vector<subscriber> subscribers_; // guarded by mutex_
  bool stopped_ = false;                // guarded by mutex_
  boost::asio::io_context loop_{1};
  boost::asio::steady_timer timer_{loop_};
  std::thread thread_;
};

} // namespace smokehouse::actors
