#pragma once

#include "actors/metrics/hub.hpp"

#include <cstdint>
#include <dirent.h>
#include <string_view>

namespace smokehouse::actors {

/// Has the hub publish what the kernel knows of this process, under the names
/// that Prometheus' own clients use: `process_resident_memory_bytes` and such.
void publish_process(metrics_hub& hub);

/// Some fields of `/proc/PID/stat` (proc(5)).
struct process_status {
  std::int64_t threads = 0;
  /// Since the machine's start, in clock ticks.
  std::int64_t start_ticks = 0;
  std::int64_t resident_pages = 0;
};

/// How many descriptors are open: the size of `/proc/self/fd`, as Linux 6.2 and
/// later tell it, and 0 before.
std::int64_t told_descriptors(DIR* folder);

/// The same by the names in that folder: 10 ms where there are 10,000.
std::int64_t listed_descriptors(DIR* folder);

/// Reads the one line of that file; zeros where it is cut off.
process_status parse_process_status(std::string_view line);

} // namespace smokehouse::actors
