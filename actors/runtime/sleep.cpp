#include "actors/runtime/sleep.hpp"

#include "actors/runtime/failed.hpp"
#include "actors/runtime/pending.hpp"
#include "actors/runtime/timeout.hpp"

#include <caf/sec.hpp>

#include <memory>

namespace smokehouse::actors {

namespace {

/// Settles a wait; its end without a call means that the shard has ended.
class alarm {
public:
  explicit alarm(std::shared_ptr<pending> wait) : wait_(std::move(wait)) {}
  alarm(alarm&&) = default;
  alarm& operator=(alarm&&) = delete;

  ~alarm() {
    if (wait_)
      wait_->fail(caf::sec::request_timeout);
  }

  void operator()() {
    wait_->settle(nullptr, {});
  }

private:
  std::shared_ptr<pending> wait_;
};

} // namespace

task<> sleep_for(caf::actor_system& system, caf::timespan after) {
  auto wait = std::make_shared<pending>();
  timeout bound;
  auto end = wait_for(wait, [&] { bound.start(system, after, alarm{wait}); });
  co_await std::move(end);
}

} // namespace smokehouse::actors
