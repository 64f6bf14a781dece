#include "actors/insight/shard_pulse.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>

namespace smokehouse::actors {

void shard_pulse::beat(http::time_point now) {
  if (line_->waiting)
    return;
  line_->sent = now;
  line_->waiting = true;
  boost::asio::post(shard_->context(), [to = line_] {
    to->late = http::clock::now() - to->sent.load();
    to->waiting = false;
  });
}

void shard_pulse::sample(http::time_point now) {
  const auto ran = shard_->cpu_time();
  const std::chrono::duration<double> time = now - sampled_;
  const std::chrono::duration<double> used = ran - ran_;
  if (sampled_ != http::time_point{})
    busy_ = std::clamp(used / time, 0.0, 1.0);
  sampled_ = now;
  ran_ = ran;
}

http::duration shard_pulse::lag(http::time_point now) const noexcept {
  const http::duration waiting =
      line_->waiting ? now - line_->sent.load() : http::duration::zero();
  return std::max(waiting, line_->late.load());
}

} // namespace smokehouse::actors
