#include "app/heap_growth.hpp"

#include <cerrno>
#include <fstream>
#include <string>
#include <sys/mman.h>

// Where the program has another allocator, such as the sanitizers' own, there
// is none.
#pragma weak mallctl

namespace smokehouse::app {

namespace {

// What an arena asks the system for grows from 2 MiB on, a step each time.
constexpr std::size_t large = 3 << 20;
// Slabs are of seven pages at most. What is larger is one block, and who has it
// may never use it to its end.
constexpr std::size_t largest_slab = 7 * 4096;

/// Hands out much memory as not committed: then `commit` is told what is used.
void* reserve(extent_hooks_t* self, void* address, std::size_t size,
              std::size_t alignment, bool* zero, bool* committed,
              unsigned arena) {
  const bool needed = *committed;
  auto& before = static_cast<slab_hooks*>(self)->before;
  auto* result =
      before.alloc(&before, address, size, alignment, zero, committed, arena);
  if (size >= large && !needed)
    *committed = false;
  return result;
}

// For jemalloc true is failure. These run inside of `malloc` and `free`, which
// leave errno as it is when they succeed.

int advise(void* address, std::size_t offset, std::size_t length, int what) {
  const auto kept = errno;
  const auto result =
      ::madvise(static_cast<char*>(address) + offset, length, what);
  errno = kept;
  return result;
}

bool commit(extent_hooks_t*, void* address, std::size_t, std::size_t offset,
            std::size_t length, unsigned) {
  // Where it fails, on Linux before 5.14, pages come when they are touched.
  if (length <= largest_slab)
    advise(address, offset, length, MADV_POPULATE_WRITE);
  return false;
}

bool decommit(extent_hooks_t*, void* address, std::size_t, std::size_t offset,
              std::size_t length, unsigned) {
  return advise(address, offset, length, MADV_DONTNEED) != 0;
}

/// As jemalloc finds it out: elsewhere `before` commits, and has to.
bool overcommits() {
  const auto mode = std::ifstream{"/proc/sys/vm/overcommit_memory"}.get();
  return mode == '0' || mode == '1'; // proc(5)
}

} // namespace

slab_hooks::slab_hooks(extent_hooks_t& base)
    : extent_hooks_t(base), before(base) {
  alloc = reserve;
  commit = app::commit;
  decommit = app::decommit;
}

bool grow_heap_by_slabs() {
  if (!mallctl || !overcommits())
    return false;
  unsigned arena = 0;
  auto size = sizeof arena;
  if (mallctl("thread.arena", &arena, &size, nullptr, 0) != 0)
    return false;
  const auto name = "arena." + std::to_string(arena) + ".extent_hooks";
  extent_hooks_t* found = nullptr;
  size = sizeof found;
  if (mallctl(name.c_str(), &found, &size, nullptr, 0) != 0)
    return false;
  // Those of all arenas are the same: jemalloc's own.
  static slab_hooks hooks{*found};
  extent_hooks_t* mine = &hooks;
  return mallctl(name.c_str(), nullptr, nullptr, &mine, sizeof mine) == 0;
}

} // namespace smokehouse::app
