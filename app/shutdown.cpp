#include "app/shutdown.hpp"

#include "app/exit_code.hpp"

#include <csignal>
#include <cstdlib>

namespace smokehouse::app {

namespace {

const char* name_of(int number) {
  return number == SIGINT ? "SIGINT" : "SIGTERM";
}

} // namespace

shutdown::shutdown(std::unique_ptr<logging>& log, caf::timespan grace)
    : log_(log),
      grace_(grace),
      signals_(loop_, SIGINT, SIGTERM),
      deadline_(loop_) {}

shutdown::~shutdown() {
  loop_.stop();
  if (thread_.joinable())
    thread_.join();
}

void shutdown::wait(service& running) {
  running_ = &running;
  signals_.async_wait([this](auto, int number) { begin(number); });
  thread_ = std::thread{[this] { loop_.run(); }};
  drained_.get_future().get();
  closing_ = true;
}

void shutdown::begin(int number) {
  log_->service()->info("{}: draining for {} s at most", name_of(number),
                        std::chrono::duration<double>{grace_}.count());
  deadline_.expires_after(grace_);
  deadline_.async_wait([this](auto error) {
    if (!error)
      give_up("the grace is over");
  });
  signals_.async_wait([this](auto error, int) {
    if (!error)
      give_up("second signal");
  });
  running_->drain([this] { drained_.set_value(); });
}

/// Ends the process with work left: waiting for it could take for ever.
void shutdown::give_up(const char* why) {
  log_->service()->error("{}: stopped with work left: {}", why, unfinished());
  log_.reset(); // writes what waits
  std::_Exit(exit_code::work_left);
}

std::string shutdown::unfinished() const {
  if (closing_)
    return "blocking jobs";
  return running_->unfinished();
}

} // namespace smokehouse::app
