#include "app/log/logging.hpp"
#include "test/app/log/pipe_reader.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace smokehouse::app;
using smokehouse::test::pipe_reader;

namespace {

/// Sends what is written to a descriptor into a pipe, for its scope.
class redirection {
public:
  redirection(int fd, const pipe_reader& pipe) : fd_(fd), saved_(::dup(fd)) {
    ::dup2(pipe.writer(), fd_);
  }

  ~redirection() {
    ::dup2(saved_, fd_);
    ::close(saved_);
  }

private:
  int fd_;
  int saved_;
};

} // namespace

TEST_CASE("the service's log is on standard error, from its level on") {
  pipe_reader pipe;
  redirection redirected{STDERR_FILENO, pipe};
  logging logs{{.level = log_level::warning}};
  logs.service()->info("hidden");
  logs.service()->warn("shown");
  auto line = pipe.read_until("\n");
  CHECK(line.ends_with(" warning: shown\n"));
  CHECK(logs.level() == log_level::warning);
  logs.level(log_level::info);
  CHECK(logs.level() == log_level::info);
  logs.service()->info("shown too");
  CHECK(pipe.read_until("\n").ends_with(" info: shown too\n"));
}

TEST_CASE("the console is on standard output, whatever the level") {
  pipe_reader pipe;
  redirection redirected{STDOUT_FILENO, pipe};
  logging logs{{.level = log_level::off}};
  logs.out().say("Hello");
  CHECK(pipe.read_until("\n") == "Hello\n");
}

TEST_CASE("a logger that outlives its logs is silent") {
  pipe_reader pipe;
  redirection redirected{STDERR_FILENO, pipe};
  std::shared_ptr<spdlog::logger> logger;
  {
    logging logs{{.level = log_level::info}};
    logger = logs.service();
    logger->info("early");
  }
  logger->info("late");
  CHECK(pipe.read_until("early\n").ends_with(" info: early\n"));
}

TEST_CASE("readers of both that are too slow hold up the last line no longer") {
  using clock = std::chrono::steady_clock;
  pipe_reader out;
  pipe_reader err;
  out.fill();
  err.fill();
  const auto begin = clock::now();
  {
    redirection out_redirected{STDOUT_FILENO, out};
    redirection err_redirected{STDERR_FILENO, err};
    logging logs{{.level = log_level::info}};
    logs.out().say("lost");
    logs.service()->info("lost, too");
    logs.last_line("and this", clock::now() + std::chrono::milliseconds{50});
  }
  // Alone, each would have a second.
  CHECK(clock::now() - begin < std::chrono::seconds{1});
}
