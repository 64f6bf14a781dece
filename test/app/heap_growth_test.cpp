#include "app/heap_growth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <sys/mman.h>
#include <vector>

using namespace smokehouse::app;

namespace {

constexpr std::size_t page = 4096;

/// A digit a page from the one of `begin` on: whether it is in memory.
std::string resident(void* begin, std::size_t size) {
  auto* first = static_cast<char*>(begin)
                - reinterpret_cast<std::uintptr_t>(begin) % page;
  std::vector<unsigned char> pages((size + page - 1) / page);
  REQUIRE(::mincore(first, size, pages.data()) == 0);
  std::string result;
  for (auto one : pages)
    result += one & 1 ? '1' : '0';
  return result;
}

/// Linux 5.14 and later.
bool can_populate(void* memory) {
  const auto result = ::madvise(memory, page, MADV_POPULATE_WRITE) == 0;
  return ::madvise(memory, page, MADV_DONTNEED) == 0 && result;
}

/// Of jemalloc where the system overcommits memory: all is committed.
void* committed_memory(extent_hooks_t*, void*, std::size_t size, std::size_t,
                       bool*, bool* committed, unsigned) {
  static std::byte somewhere;
  *committed = true;
  return size > 0 ? &somewhere : nullptr;
}

struct fixture {
  fixture() {
    base.alloc = committed_memory;
    ::madvise(memory, size, MADV_NOHUGEPAGE);
  }

  ~fixture() {
    ::munmap(memory, size);
  }

  bool is_reserved_committed(std::size_t bytes, bool needed) {
    bool zero = false, committed = needed;
    CHECK(hooks.alloc(&hooks, nullptr, bytes, page, &zero, &committed, 0));
    return committed;
  }

  bool commit(std::size_t first, std::size_t count) {
    return !hooks.commit(&hooks, memory, size, first * page, count * page, 0);
  }

  bool decommit(std::size_t first, std::size_t count) {
    return !hooks.decommit(&hooks, memory, size, first * page, count * page, 0);
  }

  std::string seen() const {
    return resident(memory, size);
  }

  extent_hooks_t base{};
  slab_hooks hooks{base};
  static constexpr std::size_t size = 10 * page;
  void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
};

} // namespace

TEST_CASE_FIXTURE(fixture, "what a grown heap takes is not committed as yet") {
  CHECK(is_reserved_committed(2 << 20, false));
  CHECK_FALSE(is_reserved_committed(3 << 20, false));
  CHECK(is_reserved_committed(3 << 20, true));
}

TEST_CASE_FIXTURE(fixture, "a slab is in memory as soon as it is committed") {
  CHECK(commit(1, 7));
  CHECK(seen() == (can_populate(memory) ? "0111111100" : "0000000000"));
}

TEST_CASE_FIXTURE(fixture, "a large block is in memory where it is touched") {
  CHECK(commit(0, 8));
  CHECK(seen() == "0000000000");
}

TEST_CASE_FIXTURE(fixture, "what is given back is empty") {
  auto* bytes = static_cast<char*>(memory);
  std::fill(bytes, bytes + size, 'x');
  CHECK(decommit(2, 3));
  CHECK(seen() == "1100011111");
  CHECK(bytes[2 * page] == 0);
}

TEST_CASE("blocks of a grown heap are in memory before they are touched") {
  const bool with_jemalloc = std::string{SMOKEHOUSE_SANITIZER}.empty();
  CHECK(grow_heap_by_slabs() == with_jemalloc);
  if (!with_jemalloc)
    return;
  // A block a page or more, of slabs of several: 40 MiB.
  constexpr std::size_t block = 5 * 1024;
  std::vector<std::unique_ptr<std::byte[]>> blocks;
  for (int i = 0; i < 8000; ++i)
    blocks.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
  const auto there =
      std::count_if(blocks.end() - 4000, blocks.end(),
                    [](auto& one) { return resident(one.get(), 1) == "1"; });
  CHECK(there == (can_populate(fixture{}.memory) ? 4000 : 0));
}
