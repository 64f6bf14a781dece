#pragma once

#include <jemalloc/jemalloc.h>

namespace smokehouse::app {

/// Has what this thread allocates become resident a slab at a time once its
/// arena has grown beyond some MiB, and where it has given memory back. Pages
/// that are touched alone take the system half as long again, which was 40 ms
/// of the slowest of 10,000 requests that begin at once. A heap that never grew
/// stays as it is.
///
/// For the threads of shards.
/// @returns whether it is so: not without jemalloc, nor where the system does
/// not
///          overcommit memory.
bool grow_heap_by_slabs();

/// The hooks that do so, in front of those that an arena of jemalloc has
/// (jemalloc(3), "arena.<i>.extent_hooks").
struct slab_hooks : extent_hooks_t {
  /// @param base Has to stay.
  explicit slab_hooks(extent_hooks_t& base);

  extent_hooks_t& before;
};

} // namespace smokehouse::app
