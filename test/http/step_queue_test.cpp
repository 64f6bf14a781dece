#include "http/step_queue.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <functional>
#include <string>

using smokehouse::http::step;
using smokehouse::http::step_queue;

namespace {

struct noting_step final : step {
  explicit noting_step(std::function<void()> f) : what(std::move(f)) {}
  void run_step() override {
    what();
  }
  std::function<void()> what;
};

struct fixture {
  boost::asio::io_context loop;
  step_queue& steps = boost::asio::use_service<step_queue>(loop);
  std::string log;
};

} // namespace

TEST_CASE_FIXTURE(fixture,
                  "steps run once each, in the order they were added") {
  noting_step a{[&] { log += 'a'; }}, b{[&] { log += 'b'; }};
  steps.add(a);
  steps.add(b);
  steps.add(a);
  loop.run();
  CHECK(log == "ab");
}

TEST_CASE_FIXTURE(fixture, "what a step adds runs in the same handler") {
  noting_step second{[&] { log += '2'; }};
  noting_step first{[&] {
    log += '1';
    boost::asio::post(loop, [&] { log += 'h'; });
    steps.add(second);
  }};
  steps.add(first);
  loop.run();
  CHECK(log == "12h");
}

TEST_CASE_FIXTURE(fixture, "a step that adds itself for ever lets others run") {
  bool stop = false;
  noting_step greedy{[&] {
    if (!stop)
      steps.add(greedy);
  }};
  steps.add(greedy);
  boost::asio::post(loop, [&] { stop = true; });
  loop.run();
  CHECK(stop);
}

TEST_CASE_FIXTURE(fixture, "a step that is removed does not run") {
  noting_step gone{[&] { log += 'g'; }};
  noting_step remover{[&] {
    log += 'r';
    steps.remove(gone);
  }};
  SUBCASE("before its turn begins") {
    steps.add(gone);
    steps.remove(gone);
    loop.run();
    CHECK(log.empty());
  }
  SUBCASE("by one that runs before it") {
    steps.add(remover);
    steps.add(gone);
    loop.run();
    CHECK(log == "r");
  }
}

TEST_CASE("steps that never ran are forgotten with their loop") {
  noting_step never{[] { FAIL("ran"); }};
  boost::asio::io_context loop;
  boost::asio::use_service<step_queue>(loop).add(never);
}
