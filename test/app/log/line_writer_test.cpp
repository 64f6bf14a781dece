#include "app/log/line_writer.hpp"
#include "test/app/log/pipe_reader.hpp"

#include <doctest/doctest.h>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <csignal>
#include <thread>

using namespace smokehouse::app;
using smokehouse::test::pipe_reader;

namespace {

constexpr std::size_t limit = 64 * 1024;

} // namespace

TEST_CASE("a line is visible in a pipe without another line after it") {
  pipe_reader pipe;
  line_writer writer{pipe.writer(), limit};
  writer.print("one");
  CHECK(pipe.read_until("\n") == "one\n");
  writer.print("two");
  CHECK(pipe.read_until("\n") == "two\n");
}

TEST_CASE("lines of two threads stay whole, and in order for each") {
  constexpr int lines = 2000; // 28 KB
  pipe_reader pipe;
  std::string all;
  std::thread reader{[&] { all = pipe.read_until("end\n"); }};
  {
    line_writer writer{pipe.writer(), limit};
    auto print = [&writer](char who) {
      for (int i = 0; i < lines; ++i)
        writer.print(fmt::format("{}{:05}", who, i));
    };
    std::thread other{print, 'b'};
    print('a');
    other.join();
    writer.print("end");
    CHECK(writer.lost() == 0);
  }
  reader.join();
  for (char who : {'a', 'b'}) {
    int next = 0;
    for (auto at = all.find(who); at != all.npos; at = all.find(who, at + 1))
      next += std::stoi(all.substr(at + 1, 5)) == next && all[at + 6] == '\n';
    CHECK(next == lines);
  }
}

TEST_CASE("what waits is written before the writer ends") {
  pipe_reader pipe;
  {
    line_writer writer{pipe.writer(), limit};
    for (int i = 0; i < 100; ++i)
      writer.print(fmt::format("line {}", i));
  }
  CHECK(pipe.read_until("line 99\n").ends_with("line 98\nline 99\n"));
}

TEST_CASE("nobody waits for a pipe that nobody reads, and it does not hang") {
  using clock = std::chrono::steady_clock;
  pipe_reader pipe;
  pipe.fill();
  auto begin = clock::now();
  {
    line_writer writer{pipe.writer(), limit};
    for (int i = 0; i < 5000; ++i)
      writer.print(std::string(100, 'x'));
    // Some 650 wait, and as many may be with the thread.
    CHECK(writer.lost() > 3000);
  }
  // The writer's end allows one second.
  CHECK(clock::now() - begin < std::chrono::seconds{5});
}

TEST_CASE("a reader that is gone does no harm") {
  std::signal(SIGPIPE, SIG_IGN);
  pipe_reader pipe;
  pipe.close_reader();
  line_writer writer{pipe.writer(), limit};
  for (int i = 0; i < 100; ++i)
    writer.print("lost");
}

TEST_CASE("what can be written at once is written however late it is") {
  pipe_reader pipe;
  line_writer writer{pipe.writer(), limit};
  for (int i = 0; i < 100; ++i)
    writer.print(fmt::format("line {}", i));
  writer.end("the last", std::chrono::steady_clock::now());
  CHECK(pipe.read_until("the last\n").ends_with("line 99\nthe last\n"));
}

TEST_CASE("a writer that has ended prints nothing more") {
  pipe_reader pipe;
  line_writer writer{pipe.writer(), limit};
  writer.print("early");
  writer.end();
  writer.print("late");
  CHECK(pipe.read_until("early\n") == "early\n");
  CHECK(writer.lost() == 0);
}

TEST_CASE("nothing follows the last line, and it always has room") {
  pipe_reader pipe;
  line_writer writer{pipe.writer(), 4}; // bytes: none but the last fits
  writer.print("early");
  writer.end("the last");
  writer.print("x");
  writer.end("never");
  CHECK(pipe.read_until("\n") == "the last\n");
  CHECK(writer.lost() == 1);
}
