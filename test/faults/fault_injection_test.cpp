// Each actor of the service fails in each way while there is load.
#include "test/faults/inner_service.hpp"
#include "test/faults/visitor.hpp"
#include "test/support/eventually.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace smokehouse::test;

using boost::json::value;

namespace {

/// Of each pool.
constexpr int threads = 2;

/// Not to be bothered by quarantine; some requests wait, and some jobs.
const std::vector<std::string> options{
    "--supervision.max-failures=1000", "--smoke.flavor-delay=5ms",
    "--smoke.smokables-delay=10ms",
    "--blocking.threads=" + std::to_string(threads)};

/// On which message of an actor it fails: not its first, under load.
constexpr std::size_t nth = 3;

/// One service under load, what happens in it, and its end.
class trial {
public:
  trial() : load_(inside_.port(), 4), own_(inside_.port()) {}

  value stats() {
    raw_answer got;
    REQUIRE(eventually([&] {
      got = own_.ask("/stats");
      return got.status == 200;
    }));
    auto result = boost::json::parse(got.body);
    CHECK(adds_up(result));
    return result;
  }

  /// The names of all actors that handle messages.
  std::set<std::string> actors() {
    std::set<std::string> result{"supervisor"}; // It will.
    const auto all = stats();
    for (const auto& one : all.at("actors").as_array())
      if (count(one, "/messages") > 0)
        result.insert(std::string{one.at("name").as_string()});
    return result;
  }

  /// Whatever it does, there is another one then.
  void fail(const std::string& actor, fault what) {
    CAPTURE(actor);
    const auto before = restarts(actor);
    inside_.faults.arm(actor, what, actor == "supervisor" ? 1 : nth);
    if (actor == "supervisor")
      give_it_something_to_do();
    CHECK(eventually([&] { return inside_.faults.armed() == 0; }));
    if (ends_actor(what))
      CHECK(eventually([&] { return restarts(actor) > before; }));
    check_all_is_well();
  }

  void fail_at_once(const std::set<std::string>& all, fault what) {
    for (const auto& actor : all)
      inside_.faults.arm(actor, what, nth);
    CHECK(eventually([&] { return inside_.faults.armed() == 0; }));
    check_all_is_well();
  }

  void check_all_is_well() {
    for (const auto& path : all_paths()) {
      CAPTURE(path);
      CHECK(eventually([&] { return own_.ask(path).status == 200; }));
    }
  }

  /// Ends the load and looks at what there is then; nothing is to hold up the
  /// end.
  void check_sums();

private:
  std::int64_t restarts(const std::string& actor) {
    const auto now = stats();
    return count(entry(now, "/actors", "name", actor), "/restarts");
  }

  /// Nobody but its children ever sends it anything.
  void give_it_something_to_do() {
    inside_.faults.arm("view.index", fault::thrown);
    inside_.faults.arm("pool.burn", fault::thrown);
  }

  inner_service inside_{options};
  visitors load_;
  visitor own_;
};

/// How many of a name there have to be when nothing is wrong.
std::int64_t number_of(const std::string& actor) {
  if (actor.starts_with("pool."))
    return 1;
  if (actor == "supervisor")
    return shards_inside + 1; // One for the pools.
  return shards_inside;
}

bool is_quiet(const value& stats) {
  bool result =
      in_flight(stats) == 0 && count(stats, "/background/running") == 0;
  for (const auto& pool : stats.at("blocking").as_array())
    result &= count(pool, "/busy") == 0 && count(pool, "/queued") == 0;
  return result;
}

/// Of this name: nobody is missing, and nobody there twice.
bool all_are_there(const value& stats, const std::string& name) {
  const auto running = count(entry(stats, "/actors", "name", name), "/running");
  if (!name.starts_with("blocking."))
    return running == number_of(name);
  const auto& pool = entry(stats, "/blocking", "pool", name.substr(9));
  return running == count(pool, "/threads") && running <= threads;
}

bool all_are_there(const value& stats) {
  const auto& all = stats.at("actors").as_array();
  return std::all_of(all.begin(), all.end(), [&](const value& one) {
    return count(one, "/messages") == 0
           || all_are_there(stats, std::string{one.at("name").as_string()});
  });
}

void trial::check_sums() {
  auto seen = load_.stop();
  value last;
  CHECK(eventually([&] {
    last = stats();
    return is_quiet(last) && all_are_there(last);
  }));
  CAPTURE(last);
  seen += own_.seen;
  CHECK(count(last, "/http/requests/accepted") == seen.asked);
  CHECK(count(last, "/background/done") + count(last, "/background/failed")
            + count(last, "/background/dropped")
        == seen.jobs);
  CHECK(seen.answers[500] + seen.answers[503] > 0);
  for (const auto& one : seen.wrong)
    FAIL_CHECK(one);
  CHECK(inside_.drain());
}

void check_nobody_is_missing(const std::set<std::string>& all) {
  for (const auto* name :
       {"background", "blocking.burn", "blocking.sync", "fetcher.flavor",
        "fetcher.smokables", "front", "pool.burn", "pool.sync", "supervisor"})
    CHECK(all.contains(name));
  CHECK(std::count_if(all.begin(), all.end(),
                      [](auto& one) { return one.starts_with("view."); })
        == static_cast<std::ptrdiff_t>(all_paths().size()));
}

/// Whom nobody ever asks, so that there is no answer to go wrong.
bool is_never_asked(const std::string& actor) {
  return actor == "supervisor" || actor == "background";
}

void fail_each(fault what) {
  CAPTURE(std::string{name_of(what)});
  trial it;
  it.check_all_is_well();
  const auto all = it.actors();
  check_nobody_is_missing(all);
  for (const auto& actor : all)
    if (ends_actor(what) || !is_never_asked(actor))
      it.fail(actor, what);
  it.check_sums();
}

} // namespace

TEST_CASE("every actor may throw under load") {
  fail_each(fault::thrown);
}

TEST_CASE("every actor may quit under load") {
  fail_each(fault::quit);
}

TEST_CASE("every actor may be killed under load") {
  fail_each(fault::killed);
}

TEST_CASE("every actor may drop a promise under load") {
  fail_each(fault::promise_dropped);
}

TEST_CASE("every actor may answer the wrong type under load") {
  fail_each(fault::wrong_answer);
}

TEST_CASE("all actors may fail at once") {
  for (int run = 0; run < 5; ++run) {
    trial it;
    it.check_all_is_well();
    const auto all = it.actors();
    for (auto what : {fault::thrown, fault::quit, fault::killed})
      it.fail_at_once(all, what);
    it.check_sums();
  }
}
