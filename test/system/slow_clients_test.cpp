// A thousand clients that are as slow as they can be, at every stage.
#include "test/support/eventually.hpp"
#include "test/support/resource_limit.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/asio/write.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <sys/socket.h>
#include <utility>
#include <vector>

using namespace smokehouse::test;

namespace {

constexpr std::size_t each = 250;

/// One that sends `drip` round and round, a byte at a time, and takes so many
/// bytes of what comes.
class dribbler {
public:
  dribbler(boost::asio::io_context& context, std::uint16_t port,
           const std::string& begin, std::string drip, std::size_t takes)
      : socket_(context), drip_(std::move(drip)), takes_(takes) {
    // As small as it gets, so that the server cannot write ahead; before the
    // connection, whose window it decides.
    socket_.open(boost::asio::ip::tcp::v4());
    socket_.set_option(boost::asio::socket_base::receive_buffer_size(1));
    socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    boost::asio::write(socket_, boost::asio::buffer(begin));
  }

  /// False once the connection is over.
  bool step() {
    const auto fd = socket_.native_handle();
    if (!drip_.empty()) {
      const auto byte = drip_[next_++ % drip_.size()];
      if (::send(fd, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
        return false;
    }
    char bytes[4096];
    const auto n =
        ::recv(fd, bytes, std::min(takes_, sizeof bytes), MSG_DONTWAIT);
    return n > 0 || (n < 0 && errno == EAGAIN);
  }

private:
  boost::asio::ip::tcp::socket socket_;
  std::string drip_;
  std::size_t takes_;
  std::size_t next_ = 0;
};

/// Many of them, who share a loop: each of these takes descriptors, too.
class crowd {
public:
  void join(std::uint16_t port, const std::string& begin,
            const std::string& drip, std::size_t takes = 4096) {
    for (std::size_t i = 0; i < each; ++i)
      all_.push_back(
          std::make_unique<dribbler>(context_, port, begin, drip, takes));
  }

  /// One step of each; false once nobody is left.
  bool step() {
    std::erase_if(all_, [](auto& one) { return !one->step(); });
    return !all_.empty();
  }

private:
  boost::asio::io_context context_;
  std::vector<std::unique_ptr<dribbler>> all_;
};

std::string repeated(std::size_t n, const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < n; ++i)
    result += text;
  return result;
}

/// 64 others who ask; how long the slowest waited, in seconds.
double serve_others(const service& from) {
  stopwatch since;
  for (auto& one : from.ask(64, "/"))
    CHECK(one->read_answer().status == 200);
  return since.elapsed();
}

std::int64_t cut_off(const boost::json::value& stats, std::string_view stage) {
  return count(stats, "/http/timeouts/" + std::string{stage});
}

} // namespace

TEST_CASE("1,000 clients that dribble are all cut off, at every stage, and 64 "
          "others are served meanwhile") {
  const resource_limit files(RLIMIT_NOFILE, 4096);
  service smokehouse({"--http.header-timeout=3s", "--http.body-timeout=3s",
                      "--http.idle-timeout=3s", "--http.write-timeout=3s",
                      "--log.access=false"});
  const auto port = smokehouse.port();
  crowd all;
  all.join(port, "GET / HTTP/1.1\r\nHost: a\r\nX: ", "x");
  all.join(port,
           "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n",
           "x");
  all.join(port, get("/"), "\r\n");
  // More than the system's buffers hold, of which one byte is read at a time.
  all.join(port, repeated(16, get("/admin/dygraph.js")), "", 1);
  std::vector<double> waits;
  stopwatch since_last;
  CHECK(eventually([&] {
    // Now and then: a system has only so many ports for connections.
    if (since_last.elapsed() > 0.1) {
      waits.push_back(serve_others(smokehouse));
      since_last = {};
    }
    return !all.step();
  }));
  REQUIRE(waits.size() > 1);
  std::sort(waits.begin(), waits.end());
  CHECK(waits[waits.size() / 2] < 1.0);
  MESSAGE("64 others waited for " << waits[waits.size() / 2]
                                  << " s in the median, and for "
                                  << waits.back() << " s at the most");
  const auto stats = smokehouse.stats();
  for (const auto* stage : {"header", "body", "idle", "write"})
    CHECK(cut_off(stats, stage) >= static_cast<std::int64_t>(each));
  CHECK(adds_up(stats));
  CHECK(smokehouse.shows([](const auto& now) {
    return count(now, "/http/connections/open") == 1;
  }));
}
