#include "actors/metrics/process_metrics.hpp"

#include "actors/metrics/instruments.hpp"

#include <array>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace smokehouse::actors {

namespace {

std::string contents_of(const char* path) {
  std::ifstream in{path};
  return {std::istreambuf_iterator<char>{in}, {}};
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// When the machine started, in seconds since the epoch.
double boot_time() {
  std::istringstream in{contents_of("/proc/stat")};
  for (std::string word; in >> word;)
    if (double seconds = 0; word == "btime" && in >> seconds)
      return seconds;
  return 0;
}

/// This process. Keeps open what it reads: when there are no descriptors left
/// is when somebody wants to know.
class own_process {
public:
  own_process()
      : status_(::open("/proc/self/stat", O_RDONLY | O_CLOEXEC)),
        descriptors_(::opendir("/proc/self/fd")) {
    // nop
  }

  own_process(const own_process&) = delete;
  own_process& operator=(const own_process&) = delete;

  ~own_process() {
    ::close(status_);
    if (descriptors_)
      ::closedir(descriptors_);
  }

  process_status status() const {
    std::array<char, 1024> line{};
    const auto n = ::pread(status_, line.data(), line.size(), 0);
    return parse_process_status(
        {line.data(), n > 0 ? static_cast<std::size_t>(n) : 0});
  }

  std::int64_t open_descriptors() const {
    if (!descriptors_)
      return 0;
    const auto told = told_descriptors(descriptors_);
    return told ? told : listed_descriptors(descriptors_);
  }

private:
  int status_;
  DIR* descriptors_;
};

double start_time(const own_process& process) {
  return boot_time()
         + static_cast<double>(process.status().start_ticks)
               / static_cast<double>(sysconf(_SC_CLK_TCK));
}

} // namespace

process_status parse_process_status(std::string_view line) {
  // The second field is the program's name in parentheses, and that may
  // contain anything.
  auto name_end = line.rfind(')');
  if (name_end == std::string_view::npos)
    return {};
  std::istringstream in{std::string{line.substr(name_end + 1)}};
  process_status result;
  std::string field;
  for (auto number = 3; in >> field; ++number)
    if (number == 20)
      result.threads = std::stoll(field);
    else if (number == 22)
      result.start_ticks = std::stoll(field);
    else if (number == 24)
      result.resident_pages = std::stoll(field);
  return result;
}

std::int64_t told_descriptors(DIR* folder) {
  struct stat status {};
  return ::fstat(::dirfd(folder), &status) == 0 ? status.st_size : 0;
}

std::int64_t listed_descriptors(DIR* folder) {
  std::int64_t result = 0;
  ::rewinddir(folder);
  while (const auto* one = ::readdir(folder))
    result += one->d_name[0] != '.';
  return result;
}

void publish_process(metrics_hub& hub) {
  constexpr auto prefix = "process";
  auto& to = hub.registry();
  auto* rss = gauge_of(
      to, {prefix, "resident-memory", "Memory in use as RAM.", "bytes"});
  auto* cpu = real_counter_of(
      to, {prefix, "cpu", "Processor time used, user and system.", "seconds"});
  auto* fds = gauge_of(to, {prefix, "open-fds", "File descriptors open now."});
  auto* threads = gauge_of(to, {prefix, "threads", "Threads there are now."});
  auto process = std::make_shared<const own_process>();
  real_gauge_of(to, {prefix, "start-time",
                     "When the process started, since the epoch.", "seconds"})
      ->value(start_time(*process));
  hub.on_collect([=, page = sysconf(_SC_PAGESIZE)] {
    auto status = process->status();
    rss->value(status.resident_pages * page);
    threads->value(status.threads);
    raise_to(*cpu, cpu_seconds());
    fds->value(process->open_descriptors());
  });
}

} // namespace smokehouse::actors
