// The end comes in time whatever the service is at: what it waits for, who
// reads its log, and how far it is with its start.
#include "test/support/eventually.hpp"
#include "test/support/temporary_folder.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace smokehouse::test;

using boost::json::value;

namespace {

bool busy(service& smokehouse, int requests) {
  return smokehouse.shows(
      [=](const auto& stats) { return in_flight(stats) == requests; });
}

value last_of(const std::vector<std::string>& log) {
  REQUIRE_FALSE(log.empty());
  return boost::json::parse(log.back());
}

/// A file that is a pipe. The test may be its reader, its writer, or both.
class named_pipe {
public:
  named_pipe() {
    REQUIRE(::mkfifo(path().c_str(), 0600) == 0);
  }

  ~named_pipe() {
    close();
  }

  std::string path() const {
    return folder_.path() + "/pipe";
  }

  /// False if nobody reads it.
  bool open_for_writing() {
    return open(O_WRONLY);
  }

  /// Holds it open, and full.
  void block() {
    REQUIRE(open(O_RDWR));
    while (write("x"))
      continue;
  }

  bool write(const std::string& text) {
    return ::write(end_, text.data(), text.size()) > 0;
  }

  void close() {
    if (end_ >= 0)
      ::close(std::exchange(end_, -1));
  }

private:
  bool open(int how) {
    end_ = ::open(path().c_str(), how | O_NONBLOCK | O_CLOEXEC);
    return end_ >= 0;
  }

  temporary_folder folder_;
  int end_ = -1;
};

/// Asks for one after the other until the service closes.
void use(std::uint16_t port) {
  try {
    raw_client client(port);
    for (;;)
      for (const auto* path :
           {"/", "/async/", "/sync/", "/smoke_some_meats/", "/burn_some_meats/",
            "/sync_to_async/", "/stats"})
        client.send(get(path)).read_answer();
  } catch (const std::exception&) {
    // It has ended.
  }
}

} // namespace

TEST_CASE("an upstream that hangs does not hold up the end") {
  scripted_peer upstream(hang);
  service smokehouse(with_upstream(upstream.url(), {"--shutdown.grace=1s"}));
  auto smokes = smokehouse.ask(3, "/smoke_some_meats/");
  auto blocking = smokehouse.ask(3, "/sync/");
  CHECK(smokehouse.get("/async/").status == 200);
  REQUIRE(busy(smokehouse, 6));
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
  const auto said = last_of(smokehouse.log());
  CHECK(count(said, "/left/counts/requests") == 6);
  CHECK(count(said, "/left/counts/background") == 1);
  CHECK(count(said, "/left/counts/blocking") == 3);
}

TEST_CASE("under load on all routes it ends when all that it has is done") {
  service smokehouse(quick() + options{"--shutdown.grace=20s"});
  std::vector<std::jthread> load;
  for (int i = 0; i < 8; ++i)
    load.emplace_back([&] { use(smokehouse.port()); });
  REQUIRE(smokehouse.shows([](const auto& stats) {
    return count(stats, "/http/requests/answered") > 500;
  }));
  CHECK(smokehouse.stop_in_time(20.0) == 0);
  load.clear();
  const auto said = last_of(smokehouse.log());
  CHECK(said.at("why") == "drained");
  for (std::string what : {"requests", "background", "blocking"})
    CHECK(count(said, "/left/counts/" + what) == 0);
}

TEST_CASE("nobody who reads its log has to, for the end to come in time") {
  named_pipe log;
  log.block();
  service smokehouse({"--burn.duration=60s", "--shutdown.grace=1s"},
                     {"sh", "-c", "exec \"$@\" 2> \"$0\"", log.path()});
  auto client = smokehouse.ask("/burn_some_meats/");
  REQUIRE(busy(smokehouse, 1));
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
}

TEST_CASE("a signal while it starts ends it in order once it has") {
  named_pipe token;
  child_process starting({.argv = {binary(), "--http.port=0",
                                   "--admin.token-file=" + token.path()}});
  REQUIRE(eventually([&] { return token.open_for_writing(); }));
  starting.signal(SIGTERM);
  CHECK(token.write(std::string(32, 'x') + '\n'));
  token.close();
  CHECK(starting.wait(patience) == 0);
  const auto said = last_of(starting.lines(child_process::output::err));
  CHECK(said.at("signal") == "SIGTERM");
  CHECK(said.at("why") == "drained");
}

TEST_CASE("there is no moment at which a signal is lost") {
  for (int run = 0; run < 20; ++run) {
    child_process starting({.argv = {binary(), "--http.port=0"}});
    starting.signal(SIGTERM);
    // Before it can be told anything, it ends as any program does.
    const auto code = starting.wait(patience);
    CHECK((code == 0 || code == 128 + SIGTERM));
  }
}
