#include "http/request_builder.hpp"
#include "http/server_timing.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using namespace std::chrono_literals;

TEST_CASE("Server-Timing tells the parts in milliseconds") {
  auto rq = request_builder{}.build();
  const auto start = rq.received();
  auto& line = rq.timeline();
  line.enter_front(start + 1ms);
  line.leave_front();
  line.enter(start + 2ms, start + 4ms);
  auto asked = line.begin_ask("fetcher \"x\"", start + 4500us);
  line.end_ask(asked, start + 10ms);
  line.end(start + 10ms);
  std::string text;
  append_server_timing(text, rq, start + 10ms);
  CHECK(text
        == "Server-Timing: front;dur=1.000, mailbox;dur=3.000, "
           "handling;dur=0.500, "
           "fetcher__x_;dur=5.500;desc=\"answered after 5.500 ms\"\r\n");
}

TEST_CASE("no time, no field") {
  auto rq = request_builder{}.build();
  std::string text;
  append_server_timing(text, rq, rq.received());
  CHECK(text.empty());
}
