#include "test/fuzz/target.hpp"
#include "test/http/client_bench.hpp"

#include <cerrno>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace smokehouse::fuzz {

namespace {

constexpr std::size_t max_body_bytes = 2048;

/// A listener on a loopback port that never blocks.
class upstream_place {
public:
  upstream_place()
      : descriptor_(
          ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    auto* address = reinterpret_cast<sockaddr*>(&where);
    if (::bind(descriptor_, address, size) != 0 || ::listen(descriptor_, 8) != 0
        || ::getsockname(descriptor_, address, &size) != 0)
      throw std::runtime_error{"no loopback port"};
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(where.sin_port));
  }

  const std::string& url() const {
    return url_;
  }

  /// A descriptor, or -1.
  int accept() const {
    return ::accept4(descriptor_, nullptr, nullptr,
                     SOCK_NONBLOCK | SOCK_CLOEXEC);
  }

  /// Ends those that nobody has accepted yet.
  void turn_away() const {
    while (true) {
      const auto one = accept();
      if (one < 0)
        return;
      ::close(one);
    }
  }

private:
  int descriptor_;
  std::string url_;
};

/// The upstream's end of a connection. Its end is a reset, which leaves no
/// port behind to wait for late packets.
class peer {
public:
  explicit peer(int descriptor) : descriptor_(descriptor) {
    // nop
  }

  peer(const peer&) = delete;
  peer& operator=(const peer&) = delete;

  ~peer() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(descriptor_);
  }

  bool send(std::string_view bytes) const {
    return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) >= 0;
  }

  void end() const {
    ::shutdown(descriptor_, SHUT_WR);
  }

private:
  int descriptor_;
};

void check(const test::outcome& how) {
  if (how.error)
    return;
  expect(how.answer.body().size() <= max_body_bytes, "a body has a bound");
  expect(how.answer.status_number() >= 200, "an answer is final");
}

} // namespace

void response(std::string_view input) {
  if (input.empty())
    return;
  static const upstream_place place;
  place.turn_away(); // who came last time, after the end
  http::client_settings settings;
  settings.max_body_bytes = max_body_bytes;
  settings.max_connections = 1;
  test::client_bench bench(place.url(), settings);
  const auto& first = bench.start("/");
  int descriptor = -1;
  bench.turn_until(
      [&] { return descriptor >= 0 || (descriptor = place.accept()) >= 0; });
  const peer other(descriptor);
  pieces cut(static_cast<unsigned char>(input[0]), input.substr(1));
  while (!cut.empty() && other.send(cut.next())) {
    bench.context.restart();
    bench.context.poll();
  }
  // On the same connection, if that goes on: what is left over is not its own.
  const auto& second = bench.start("/");
  other.end();
  // On another one, if it is not: there is nothing to be had.
  bench.turn_until([&] {
    place.turn_away();
    return first && second;
  });
  expect(first && second, "a call ends");
  check(*first);
  check(*second);
  const auto stats = bench.client->stats();
  expect(stats.requests == 2 && stats.answered + stats.failures == 2,
         "a call is counted once");
}

} // namespace smokehouse::fuzz
