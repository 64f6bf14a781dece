#include "http/server/output.hpp"
#include "http/server/socket_batch.hpp"
#include "test/http/server/connected_pair.hpp"
#include "test/support/resource_limit.hpp"

#include <doctest/doctest.h>

#include <linux/io_uring.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace smokehouse::http;
using smokehouse::test::connected_pair;
using smokehouse::test::resource_limit;
using kind = io_result::kind;

namespace {

void say(smokehouse::http::socket& on, std::string_view what) {
  output out;
  out.text() = what;
  CHECK(out.write_to(on).what == kind::done);
}

// The system interrupts the thread that had a ring some time after its end, in
// whatever it waits for then.
template <class F>
void on_its_own_thread(F f) {
  std::thread(f).join();
}

bool has_io_uring() {
  io_uring_params how{};
  const auto ring = static_cast<int>(::syscall(SYS_io_uring_setup, 1, &how));
  if (ring < 0) {
    MESSAGE("there is no io_uring here");
    return false;
  }
  ::close(ring);
  return how.features & IORING_FEAT_CQE_SKIP;
}

struct reader {
  connected_pair ends;
  std::array<char, 16> bytes{};
  io_result result{kind::failed, 99};

  std::string_view got() const {
    return {bytes.data(), result.bytes};
  }
};

struct writer {
  connected_pair ends;
  output out;
  io_result result{kind::failed, 99};
};

} // namespace

TEST_CASE("each read of a batch has its own result") {
  on_its_own_thread([] {
    for (bool together : {true, false}) {
      CAPTURE(together);
      socket_batch batch{together};
      std::array<reader, 5> all;
      auto& [some, none, over, full, reset] = all;
      say(some.ends.far, "ribs");
      over.ends.far.close();
      say(full.ends.far, "more than sixteen");
      say(reset.ends.near, "never read");
      reset.ends.far.close();
      for (auto& one : all)
        batch.read(one.ends.near, one.bytes, one.result);
      batch.run();
      CHECK(some.result.what == kind::done);
      CHECK(some.got() == "ribs");
      CHECK(none.result.what == kind::would_block);
      CHECK(none.result.bytes == 0);
      CHECK(over.result.what == kind::ended);
      CHECK(full.result.what == kind::done);
      CHECK(full.got() == "more than sixtee");
      CHECK(reset.result.what == kind::failed);
    }
  });
}

TEST_CASE("each write of a batch has its own result") {
  on_its_own_thread([] {
    for (bool together : {true, false}) {
      CAPTURE(together);
      socket_batch batch{together};
      std::array<writer, 4> all;
      auto& [small, pieces, huge, gone] = all;
      small.out.text() = "ribs";
      const std::string body(20'000, 'b');
      pieces.out.text() = "head ";
      pieces.out.body(std::string{body});
      pieces.out.text() += " tail";
      huge.out.body(std::string(10'000'000, 'h'));
      gone.out.text() = "nobody is there";
      gone.ends.far.close();
      for (auto& one : all)
        batch.write(one.out, one.ends.near, one.result);
      batch.run();
      CHECK(small.result.what == kind::done);
      CHECK(small.result.bytes == 4);
      CHECK(small.out.empty());
      CHECK(small.ends.drain() == "ribs");
      CHECK(pieces.result.what == kind::done);
      CHECK(pieces.result.bytes == body.size() + 10);
      CHECK(pieces.ends.drain() == "head " + body + " tail");
      CHECK(huge.result.what == kind::would_block);
      CHECK(huge.result.bytes > 0);
      CHECK(huge.out.size() == 10'000'000 - huge.result.bytes);
      CHECK(huge.ends.drain().size() == huge.result.bytes);
      CHECK(gone.result.what == kind::failed);
      CHECK_FALSE(gone.out.empty());
    }
  });
}

TEST_CASE("a batch is full, small, and used again") {
  on_its_own_thread([] {
    for (bool together : {true, false}) {
      CAPTURE(together);
      socket_batch batch{together};
      batch.run();
      for (auto count : {socket_batch::most, std::size_t{1}, std::size_t{2}}) {
        std::vector<writer> writers(count);
        for (std::size_t i = 0; i < count; ++i) {
          writers[i].out.text() = std::to_string(i);
          batch.write(writers[i].out, writers[i].ends.near, writers[i].result);
        }
        batch.run();
        std::vector<std::array<char, 8>> bytes(count);
        std::vector<io_result> results(count);
        for (std::size_t i = 0; i < count; ++i)
          batch.read(writers[i].ends.far, bytes[i], results[i]);
        batch.run();
        for (std::size_t i = 0; i < count; ++i)
          CHECK(std::string_view(bytes[i].data(), results[i].bytes)
                == std::to_string(i));
      }
    }
  });
}

TEST_CASE("a batch does without a ring while there are no descriptors") {
  on_its_own_thread([] {
    std::array<reader, 2> all;
    say(all[0].ends.far, "brisket");
    socket_batch batch{true};
    {
      const resource_limit no_more_files{RLIMIT_NOFILE, 3};
      for (auto& one : all)
        batch.read(one.ends.near, one.bytes, one.result);
      batch.run();
    }
    CHECK(all[0].got() == "brisket");
    CHECK(all[1].result.what == kind::would_block);
    for (auto& one : all)
      batch.read(one.ends.near, one.bytes, one.result);
    batch.run();
    CHECK(all[0].result.what == kind::would_block);
    CHECK(batch.is_together() == has_io_uring());
  });
}
