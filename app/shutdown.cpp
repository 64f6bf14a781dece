#include "app/shutdown.hpp"

#include "app/exit_code.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace smokehouse::app {

namespace {

/// After the grace, for closing connections and ending actors that are idle.
constexpr std::chrono::milliseconds time_to_close{400};

/// After the grace, for readers of the log that are slow: all of it is to be
/// over half a second after the grace.
constexpr std::chrono::milliseconds time_to_write{450};

/// For closing after a second signal, if the grace is as long: whoever has no
/// work left ends cleanly on a machine that is slow, too.
constexpr std::chrono::seconds time_to_close_early{5};

const char* name_of(int number) {
  return number == SIGINT ? "SIGINT" : "SIGTERM";
}

sigset_t our_signals() {
  sigset_t result;
  sigemptyset(&result);
  for (auto one : {SIGINT, SIGTERM, SIGHUP})
    sigaddset(&result, one);
  return result;
}

} // namespace

void shutdown::leave_signals() {
  const auto ours = our_signals();
  ::pthread_sigmask(SIG_BLOCK, &ours, nullptr);
}

shutdown::shutdown(logging& log, caf::timespan grace)
    : log_(log),
      grace_(grace),
      signals_(loop_, SIGINT, SIGTERM),
      deadline_(loop_) {}

shutdown::~shutdown() {
  loop_.stop();
  if (thread_.joinable())
    thread_.join();
}

void shutdown::watch(service& running) {
  running_ = &running;
  // Shared: it may come while the service is being destroyed.
  hangup_.watch([log = log_.service(), files = running.listening().shown()] {
    log->info("SIGHUP");
    files->read_again();
  });
  signals_.async_wait([this](auto, int number) { begin(number); });
  thread_ = std::thread{[this] {
    const auto ours = our_signals();
    ::pthread_sigmask(SIG_UNBLOCK, &ours, nullptr);
    loop_.run();
  }};
}

void shutdown::wait() {
  drained_.get_future().get();
}

void shutdown::begin(int number) {
  begun_ = std::chrono::steady_clock::now();
  report_.signal = name_of(number);
  report_.before = running_->done();
  report_.waited_for = running_->left();
  log_.service()->info("{}: draining for {} s at most", name_of(number),
                       std::chrono::duration<double>{grace_}.count());
  end_ = begun_ + grace_;
  deadline_.expires_at(end_);
  deadline_.async_wait([this](auto error) {
    if (!error)
      end_now("the grace is over", end_ + time_to_close);
  });
  signals_.async_wait([this](auto error, int) {
    if (!error)
      end_now("second signal",
              std::chrono::steady_clock::now() + time_to_close_early);
  });
  running_->drain([this] { drained("drained"); });
}

/// Lets `wait` return. Comes from the drain or from its end, whichever is
/// first.
void shutdown::drained(const char* why) {
  std::unique_lock guard{mutex_};
  if (std::exchange(closing_, true))
    return;
  look(why);
  drained_.set_value();
}

/// Notes how things are, while the service is there to be asked.
void shutdown::look(const char* why) {
  report_.why = why;
  report_.after = running_->done();
  report_.left = running_->left();
}

/// A connection without a request is no work: then the end is a clean one, if
/// it comes at once.
void shutdown::end_now(const char* why, time_point until) {
  {
    std::unique_lock guard{mutex_};
    if (reported_)
      return;
    if (!closing_)
      look(why);
    if (!report_.left.none() || std::exchange(last_moment_, true))
      give_up(why);
  }
  drained(why);
  deadline_.expires_at(std::min(until, end_ + time_to_close));
  deadline_.async_wait([=, this](auto error) {
    if (!error)
      end_now(why, until);
  });
}

void shutdown::report() {
  std::unique_lock guard{mutex_};
  report_.took = std::chrono::steady_clock::now() - begun_;
  reported_ = true;
  log_.last_line(to_json(report_), end_ + time_to_write);
}

/// Ends the process with work left: waiting for it could take for ever. What
/// the main thread is at, it is at until the process is gone.
void shutdown::give_up(const char* why) {
  report_.why = why;
  report_.exit_code = exit_code::work_left;
  report_.took = std::chrono::steady_clock::now() - begun_;
  log_.last_line(to_json(report_), end_ + time_to_write);
  std::_Exit(exit_code::work_left);
}

} // namespace smokehouse::app
