#include "test/support/child_process.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <system_error>

using namespace smokehouse::test;
using namespace std::chrono_literals;
using enum child_process::output;

TEST_CASE("a child's outputs are kept apart, line by line") {
  child_process child({.argv = {"sh", "-c", "echo a; echo b >&2; echo c"}});
  CHECK(child.wait(10s) == 0);
  CHECK(child.wait_for_line(out, "c", 10s) == "c");
  CHECK(child.wait_for_line(err, "b", 10s) == "b");
  CHECK(child.lines(out) == std::vector<std::string>{"a", "c"});
}

TEST_CASE("a child's exit code is known, and the signal that killed it") {
  child_process failing({.argv = {"sh", "-c", "exit 3"}});
  CHECK(failing.wait(10s) == 3);
  child_process killed({.argv = {"sleep", "60"}});
  CHECK_FALSE(killed.wait(0ms));
  killed.signal(SIGTERM);
  CHECK(killed.wait(10s) == 128 + SIGTERM);
}

TEST_CASE("a child has the environment and the directory it was given") {
  child_process child({.argv = {"sh", "-c", "echo $MEAT; pwd"},
                       .env = {{"MEAT", "brisket"}},
                       .directory = "/"});
  CHECK(child.wait_for_line(out, "/", 10s) == "/");
  CHECK(child.lines(out).front() == "brisket");
}

TEST_CASE("a child that ignores SIGTERM ends nevertheless") {
  pid_t pid = 0;
  {
    child_process child(
        {.argv = {"sh", "-c", "trap '' TERM; echo ready; sleep 60 & wait"}});
    CHECK(child.wait_for_line(out, "ready", 10s));
    pid = child.pid();
  }
  CHECK(::kill(pid, 0) == -1);
}

TEST_CASE("a program that does not exist is an error") {
  CHECK_THROWS_AS(child_process({.argv = {"/no/such/program"}}),
                  std::system_error);
}
