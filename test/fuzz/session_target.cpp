#include "actors/connection_port.hpp"
#include "actors/front.hpp"
#include "actors/view_actor.hpp"
#include "http/server/server_core.hpp"
#include "http/server/session.hpp"
#include "test/actors/deterministic.hpp"
#include "test/fuzz/target.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <array>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace smokehouse::fuzz {

namespace {

http::response echo(const http::request& request) {
  return http::text(std::string{request.target()} + ' '
                    + std::string{request.body()});
}

http::response streamed(const http::request& request) {
  auto result = http::text({});
  result.stream = std::make_shared<http::body_stream>();
  result.stream->write(request.query());
  result.stream->finish();
  return result;
}

/// Small limits, so that inputs reach them; no time is ever over.
http::server_settings small() {
  http::server_settings result;
  result.max_header_bytes = 1024;
  result.max_body_bytes = 1024;
  result.max_pipelined = 4;
  result.header_timeout = result.body_timeout = result.idle_timeout =
      result.write_timeout = result.request_timeout = std::chrono::hours{24};
  return result;
}

/// What one connection came to.
struct conversation {
  /// The requests that reached the handler.
  std::string seen;
  std::string answers;
};

/// A server without a listener, with a front and two views behind it; all of
/// it runs on this thread.
class world {
public:
  world() {
    std::vector<actors::route> table{
        {"/", "echo", actors::plain_view{echo}},
        {"/stream", "stream", actors::plain_view{streamed}}};
    table[0].methods = {http::method::get, http::method::post};
    actors::front_dependencies uses;
    uses.routes = std::make_shared<actors::route_index>(table);
    uses.on_routed = [](auto&&...) { return std::nullopt; };
    for (const auto& one : table)
      uses.views.emplace_back().set(actors_.system.spawn<actors::view_actor>(
          "view." + one.name, one.function, supervisor_));
    front_.set(actors_.system.spawn(actors::front, uses));
    core_.reset(new http::server_core(
        loop_, small(),
        [this, ask = actors::ask_front(actors_.system, front_)](
            http::request request, http::reply reply) {
          note(request);
          ask(std::move(request), std::move(reply));
        },
        counters_, nullptr));
    run();
  }

  conversation talk(unsigned char how, std::string_view bytes) {
    now_ = {};
    std::array<int, 2> ends{};
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0,
                 ends.data());
    core_->settings.limit->enter();
    boost::intrusive_ptr<http::session>(
        new http::session(core_, http::socket{ends[0]}, {}))
        ->start();
    for (pieces cut(how, bytes); !cut.empty() && send(ends[1], cut.next());)
      listen(ends[1]);
    ::shutdown(ends[1], SHUT_WR);
    listen(ends[1]);
    ::close(ends[1]);
    run();
    expect(core_->connections() == 0, "a connection ends with its client");
    expect(counters_.requests().in_flight == 0, "nothing is left in flight");
    return std::move(now_);
  }

private:
  void note(const http::request& request) {
    now_.seen += request.method_name();
    now_.seen.append(" ").append(request.target()).append(" ");
    now_.seen.append(request.body()).append("\n");
    for (const auto& one : request.headers())
      now_.seen.append(one.name).append(":").append(one.value).append("\n");
    expect(request.body().size() <= small().max_body_bytes,
           "a body is bounded");
  }

  void run() {
    while (loop_.poll() + actors_.scheduler().run() > 0) {
      // nop
    }
  }

  static bool send(int to, std::string_view bytes) {
    return ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL) >= 0;
  }

  void listen(int to) {
    char bytes[16 * 1024];
    ssize_t n = 0;
    do {
      run();
      n = ::recv(to, bytes, sizeof bytes, 0);
      now_.answers.append(bytes, n > 0 ? static_cast<std::size_t>(n) : 0);
    } while (n > 0);
  }

  conversation now_;
  test::deterministic actors_;
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type>
      work_{loop_.get_executor()};
  http::server_counters counters_;
  actors::live_handle<actors::view> front_;
  /// Nobody: no view fails here.
  actors::live_handle<caf::actor> supervisor_;
  boost::intrusive_ptr<http::server_core> core_;
};

} // namespace

void session(std::string_view input) {
  if (input.empty())
    return;
  // Made once and never ended: what it keeps is the same after each input.
  static auto& service = *new world;
  const auto whole = service.talk(0, input.substr(1));
  const auto cut =
      service.talk(static_cast<unsigned char>(input[0]), input.substr(1));
  expect(whole.seen == cut.seen, "requests do not depend on how they are cut");
  for (const auto& text : {whole.answers, cut.answers})
    expect(text.empty() || text.starts_with("HTTP/1.1 "), "answers are HTTP");
}

} // namespace smokehouse::fuzz
