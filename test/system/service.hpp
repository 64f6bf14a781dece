#pragma once

#include "test/support/child_process.hpp"
#include "test/support/raw_client.hpp"

#include <boost/json/value.hpp>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::test {

using options = std::vector<std::string>;

/// The tutorial's work without its waiting; the flavor is certain.
const options& quick();

options operator+(options left, const options& right);

/// The built binary: `SMOKEHOUSE_BINARY` of the environment, else the one of
/// this build.
std::string binary();

/// The shipped configuration file.
std::string shipped_file();

/// How long something took.
class stopwatch {
public:
  using seconds = std::chrono::duration<double>;

  double elapsed() const {
    return seconds{std::chrono::steady_clock::now() - begin_}.count();
  }

private:
  std::chrono::steady_clock::time_point begin_ =
      std::chrono::steady_clock::now();
};

/// The real service with its shipped configuration, on a free port. Ends with
/// the object; a case fails whose service ends in a way that no one asked for.
class service {
public:
  using client = std::unique_ptr<raw_client>;

  /// Starts it with these options over the file's, and waits until it serves.
  /// @param through A command that runs what is appended to it, such as `env`.
  explicit service(const options& more = {}, const options& through = {});

  ~service();

  std::uint16_t port() const {
    return port_;
  }

  /// The port of its admin listener. Waits for the line that names it; throws
  /// if there is none.
  std::uint16_t admin_port();

  /// The port of HTTPS beside that of HTTP, likewise.
  std::uint16_t tls_port();

  /// The first line that it printed.
  const std::string& greeting() const {
    return greeting_;
  }

  /// The answer to a GET on a connection of its own.
  raw_answer get(std::string_view target) const;

  /// Sends a GET on a new connection and leaves the answer to be read.
  client ask(std::string_view target) const;

  /// The same, `n` times.
  std::vector<client> ask(std::size_t n, std::string_view target) const;

  /// What `/stats` says now.
  boost::json::value stats() const;

  /// Waits until `/stats` is as wanted; false if that takes too long.
  bool shows(const std::function<bool(const boost::json::value&)>& wanted);

  /// All that it printed so far but its greeting.
  std::vector<std::string> output() const;

  /// The lines of `output` that its views print.
  std::vector<std::string> console() const;

  /// The lines of its access log.
  std::vector<std::string> access_log() const;

  /// All that it has logged so far.
  std::vector<std::string> log() const {
    return process_.lines(child_process::output::err);
  }

  /// Waits for such a line on its standard output.
  bool prints(const std::string& part);

  /// Waits for such a line on its standard error.
  bool logs(const std::string& part);

  void signal(int number) {
    process_.signal(number);
  }

  /// Waits until it has ended; its exit code, or -1 if it goes on and on.
  int exit_code();

  /// Sends SIGTERM, or another signal, and waits for its end.
  int stop(int number = SIGTERM);

  /// Sends SIGTERM, waits for its end, and checks that it took no longer than
  /// promised: half a second over its grace, in seconds.
  int stop_in_time(double grace);

private:
  std::uint16_t port_after(const std::string& words);

  child_process process_;
  std::string greeting_;
  std::uint16_t port_ = 0;
};

/// Whether an answer is waiting to be read, or the end of the connection.
bool answered(service::client& from);

/// The index of the first line that holds `part`; their number if none does.
std::size_t index_of(const std::vector<std::string>& lines,
                     std::string_view part);

} // namespace smokehouse::test
