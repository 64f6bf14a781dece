#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace smokehouse::test {

/// What to run.
struct command {
  /// The program, looked up in `PATH` if it has no slash, and its arguments.
  std::vector<std::string> argv;

  /// Added to this process's environment.
  std::map<std::string, std::string> env = {};

  /// Where it runs; here if empty.
  std::string directory = {};
};

/// A program that runs beside the test and ends with it: the destructor sends
/// SIGTERM to exactly this process and, two seconds later, SIGKILL; the kernel
/// does so if the test itself dies. What it prints is kept, line by line.
class child_process {
public:
  using milliseconds = std::chrono::milliseconds;

  /// One of the two outputs.
  enum class output { out, err };

  /// Throws `std::system_error` if the program cannot be started.
  explicit child_process(command what);

  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;

  ~child_process();

  pid_t pid() const {
    return pid_;
  }

  /// The complete lines so far, without their ends.
  std::vector<std::string> lines(output from) const;

  /// The first line, printed already or within `bound`, that holds `part`.
  std::optional<std::string> wait_for_line(output from, const std::string& part,
                                           milliseconds bound);

  /// Waits until it has ended and all that it printed is read, at most `bound`.
  /// Its exit code, or 128 plus the signal that killed it, as a shell has it;
  /// none if it still runs.
  std::optional<int> wait(milliseconds bound);

  /// Sends a signal; nothing happens if it has ended.
  void signal(int number);

private:
  using lock = std::unique_lock<std::mutex>;

  void start(const command& what);
  void read_output(output which, int descriptor);
  bool readable(int descriptor);
  void await_end();
  bool ended() const;

  pid_t pid_ = -1;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_[2];
  int open_outputs_ = 2;
  std::optional<int> ended_;
  std::vector<std::thread> threads_;
};

/// Runs a program to its end, at most ten seconds. Throws `std::runtime_error`
/// with what it printed unless it exits with 0.
void run(std::vector<std::string> argv);

} // namespace smokehouse::test
