#include "http/step_queue.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace smokehouse::http {

namespace {

// Rounds before other handlers of the loop get their turn; a request that
// waits for nothing needs three.
constexpr int rounds_in_a_row = 8;

} // namespace

boost::asio::execution_context::id step_queue::id;

step_queue::step_queue(boost::asio::execution_context& loop)
    : boost::asio::execution_context::service(loop),
      loop_(static_cast<boost::asio::io_context&>(loop)) {
  // nop
}

void step_queue::add(step& one) {
  if (std::exchange(one.queued_, true))
    return;
  due_.push_back(&one);
  if (!active_)
    post();
}

void step_queue::post() {
  if (!std::exchange(posted_, true))
    boost::asio::post(loop_, [this] {
      posted_ = false;
      run();
    });
}

void step_queue::remove(step& one) noexcept {
  one.queued_ = false;
  std::erase(due_, &one);
  std::replace(running_.begin(), running_.end(), &one,
               static_cast<step*>(nullptr));
}

void step_queue::run() {
  active_ = true;
  for (int round = 0; round < rounds_in_a_row && !due_.empty(); ++round) {
    running_.swap(due_);
    for (auto*& one : running_)
      if (one) {
        one->queued_ = false;
        one->run_step();
      }
    running_.clear();
  }
  active_ = false;
  if (!due_.empty())
    post();
}

void step_queue::shutdown() noexcept {
  due_.clear();
}

} // namespace smokehouse::http
