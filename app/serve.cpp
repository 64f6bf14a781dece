#include "app/serve.hpp"

#include "app/exit_code.hpp"
#include "app/log/logging.hpp"
#include "app/service.hpp"
#include "app/version.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <csignal>
#include <cstdlib>
#include <memory>
#include <thread>

namespace smokehouse::app {

namespace {

namespace asio = boost::asio;

/// Waits for signals on the main thread and ends the service. What may block
/// (the end of detached threads) is done on a thread of its own, so that the
/// deadline and a second signal always come through.
class shutdown {
public:
  shutdown(std::unique_ptr<service>& running, std::unique_ptr<logging>& log,
           caf::timespan grace)
      : running_(running), log_(log), grace_(grace) {}

  /// Returns once the service has ended cleanly.
  void wait() {
    signals_.async_wait([this](auto, int number) { begin(number); });
    loop_.run();
    if (closer_.joinable())
      closer_.join();
  }

private:
  void begin(int number) {
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
    running_->drain([this] { asio::post(loop_, [this] { close_service(); }); });
  }

  void close_service() {
    closer_ = std::thread{[this] {
      running_.reset();
      asio::post(loop_, [this] { loop_.stop(); });
    }};
  }

  /// Ends the process with work left: waiting for it could take for ever.
  [[noreturn]] void give_up(const char* why) {
    log_->service()->error("{}: stopped with work left{}", why, unfinished());
    log_.reset(); // writes what waits
    std::_Exit(exit_code::work_left);
  }

  std::string unfinished() const {
    if (closer_.joinable())
      return ": blocking jobs";
    auto what = running_->unfinished();
    return what.empty() ? "" : ": " + what;
  }

  static const char* name_of(int number) {
    return number == SIGINT ? "SIGINT" : "SIGTERM";
  }

  std::unique_ptr<service>& running_;
  std::unique_ptr<logging>& log_;
  caf::timespan grace_;
  asio::io_context loop_{1};
  asio::signal_set signals_{loop_, SIGINT, SIGTERM};
  asio::steady_timer deadline_{loop_};
  std::thread closer_;
};

std::string url_of(const http_settings& at, std::uint16_t port) {
  auto v6 = at.address.find(':') != std::string::npos;
  auto host = v6 ? "[" + at.address + "]" : at.address;
  return "http://" + host + ":" + std::to_string(port);
}

} // namespace

int serve(configuration config) {
  std::signal(SIGPIPE, SIG_IGN); // a reader of our output may leave
  auto http = config.values.http;
  auto grace = config.values.shutdown.grace;
  auto log = std::make_unique<logging>(config.values.log);
  auto running = std::make_unique<service>(std::move(config), *log);
  // Before anybody can know of the service: a signal must not come too early.
  shutdown end{running, log, grace};
  if (auto wrong = running->start()) {
    log->service()->error("{}", *wrong);
    return exit_code::cannot_start;
  }
  log->out().say("smokehouse " + std::string{version} + " listening on "
                 + url_of(http, running->port()));
  end.wait();
  log->service()->info("stopped");
  return exit_code::clean;
}

} // namespace smokehouse::app
