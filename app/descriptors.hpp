#pragma once

#include <cstddef>

namespace smokehouse::app {

/// Has the system make room for so many open descriptors, as far as the limit
/// of the process goes. To be called before there are threads: later, each time
/// their table grows (at 256, 512, ...), whoever opens one waits for all
/// processors (`synchronize_rcu` in Linux' fs/file.c), 10 ms and more in which
/// a shard serves nobody.
void reserve_descriptors(std::size_t count) noexcept;

} // namespace smokehouse::app
