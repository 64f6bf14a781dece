#include "test/support/child_process.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace smokehouse::test {

namespace {

using namespace std::chrono_literals;

/// How long a child may take to end by itself after SIGTERM.
constexpr auto patience = 2s;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// The two ends of a pipe that programs started by others do not inherit.
struct pipe_ends {
  pipe_ends() {
    if (::pipe2(ends, O_CLOEXEC) != 0)
      fail("pipe");
  }

  ~pipe_ends() {
    close_all();
  }

  int release_reader() {
    return std::exchange(ends[0], -1);
  }

  void close_all() {
    for (auto& end : ends)
      if (end >= 0)
        ::close(std::exchange(end, -1));
  }

  int ends[2] = {-1, -1};
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string>
environment(const std::map<std::string, std::string>& extra) {
  std::vector<std::string> result;
  for (const auto& [name, value] : extra)
    result.push_back(name + "=" + value);
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string text(*entry);
    if (!extra.contains(text.substr(0, text.find('='))))
      result.push_back(std::move(text));
  }
  return result;
}

int exit_code(const siginfo_t& info) {
  return info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
}

} // namespace

child_process::child_process(command what) {
  start(what);
}

child_process::~child_process() {
  signal(SIGTERM);
  if (!wait(patience))
    signal(SIGKILL);
  for (auto& each : threads_)
    each.join();
  // Only now may the kernel give its number to another process.
  ::waitpid(pid_, nullptr, 0);
}

void child_process::start(const command& what) {
  auto argv = what.argv;
  auto env = environment(what.env);
  auto argv_pointers = pointers(argv);
  auto env_pointers = pointers(env);
  pipe_ends out, err, failure;
  pid_ = ::fork();
  if (pid_ < 0)
    fail("fork");
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(out.ends[1], STDOUT_FILENO);
    ::dup2(err.ends[1], STDERR_FILENO);
    // The sockets of the test are not the child's: it would hold their ports.
    ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
    if (what.directory.empty() || ::chdir(what.directory.c_str()) == 0)
      ::execvpe(argv_pointers[0], argv_pointers.data(), env_pointers.data());
    auto reason = errno;
    [[maybe_unused]] auto n = ::write(failure.ends[1], &reason, sizeof(reason));
    ::_exit(127);
  }
  ::close(std::exchange(failure.ends[1], -1));
  if (::read(failure.ends[0], &errno, sizeof(errno)) > 0) {
    ::waitpid(pid_, nullptr, 0);
    fail(what.argv.at(0).c_str());
  }
  auto out_end = out.release_reader(), err_end = err.release_reader();
  threads_.emplace_back([=, this] { read_output(output::out, out_end); });
  threads_.emplace_back([=, this] { read_output(output::err, err_end); });
  threads_.emplace_back([this] { await_end(); });
}

void child_process::read_output(output which, int descriptor) {
  std::string partial;
  char chunk[4096];
  while (readable(descriptor)) {
    auto n = ::read(descriptor, chunk, sizeof(chunk));
    if (n <= 0)
      break;
    partial.append(chunk, static_cast<std::size_t>(n));
    lock guard(mutex_);
    for (auto end = partial.find('\n'); end != partial.npos;
         end = partial.find('\n')) {
      lines_[static_cast<int>(which)].push_back(partial.substr(0, end));
      partial.erase(0, end + 1);
    }
    changed_.notify_all();
  }
  ::close(descriptor);
  lock guard(mutex_);
  --open_outputs_;
  changed_.notify_all();
}

bool child_process::ended() const {
  lock guard(mutex_);
  return ended_.has_value();
}

bool child_process::readable(int descriptor) {
  pollfd one{descriptor, POLLIN, 0};
  // What the child itself started may hold the pipe open longer than it lives.
  for (;;) {
    bool over = ended();
    if (::poll(&one, 1, 50) > 0)
      return true;
    if (over)
      return false;
  }
}

void child_process::await_end() {
  siginfo_t info{};
  // Left as a zombie, so that `signal` can never hit a stranger.
  while (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) != 0
         && errno == EINTR)
    continue;
  lock guard(mutex_);
  ended_ = exit_code(info);
  changed_.notify_all();
}

std::vector<std::string> child_process::lines(output from) const {
  lock guard(mutex_);
  return lines_[static_cast<int>(from)];
}

std::optional<std::string> child_process::wait_for_line(output from,
                                                        const std::string& part,
                                                        milliseconds bound) {
  const auto& printed = lines_[static_cast<int>(from)];
  std::size_t next = 0;
  std::optional<std::string> found;
  lock guard(mutex_);
  changed_.wait_for(guard, bound, [&] {
    for (; next < printed.size() && !found; ++next)
      if (printed[next].find(part) != std::string::npos)
        found = printed[next];
    return found.has_value();
  });
  return found;
}

std::optional<int> child_process::wait(milliseconds bound) {
  lock guard(mutex_);
  changed_.wait_for(guard, bound,
                    [this] { return ended_ && open_outputs_ == 0; });
  return ended_;
}

void child_process::signal(int number) {
  ::kill(pid_, number);
}

void run(std::vector<std::string> argv) {
  child_process child({.argv = std::move(argv)});
  auto code = child.wait(10s);
  if (code == 0)
    return;
  std::string said = "exit code " + (code ? std::to_string(*code) : "none");
  for (const auto& line : child.lines(child_process::output::err))
    said += "\n" + line;
  throw std::runtime_error(said);
}

} // namespace smokehouse::test
