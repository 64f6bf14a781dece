// Targets and hosts that are refused, and limits.
#include "test/http/server/exchange.hpp"
#include "test/support/eventually.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

/// The status of the only answer to these bytes with a good request behind.
int status_of(running_server& server, const std::string& bytes, cut how) {
  const auto text = exchange(server.port(), bytes + get("/behind"), how);
  CAPTURE(bytes);
  CAPTURE(text);
  CHECK(answers_in(text) == 1);
  CHECK(text.find("\r\nConnection: close\r\n") != text.npos);
  return text.size() > 12 ? std::stoi(text.substr(9, 3)) : 0;
}

int status_of(running_server& server, const std::string& bytes) {
  const auto result = status_of(server, bytes, cut::none);
  CHECK(status_of(server, bytes, cut::each_byte) == result);
  return result;
}

std::string asking(const std::string& target, const std::string& host = "a") {
  return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

} // namespace

TEST_CASE("HTTP/1.1 names its host, once, and as a host: 400") {
  running_server server(echo_request, tight());
  CHECK(status_of(server, "GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of(server, asking("/", "a\r\nHost: a")) == 400);
  CHECK(status_of(server, asking("/", "a\r\nhost: b")) == 400);
  CHECK(status_of(server, asking("/", "\r\nHost: b")) == 400);
  CHECK(status_of(server, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")
        == 400);
  for (const auto* host :
       {"a b",    "a, b", "a,b",       "a/b",   "a@b",     "me@a",     "a?b",
        "a#b",    "a\\b", "http://a",  "a:x",   "a:1x",    "a:-1",     ":80",
        "\"a\"",  "<a>",  "a|b",       "a\tb",  "{a}",     "\xc3\xa4", "a\x7f",
        "[::1",   "::1]", "[]",        "a[b]",  "[[::1]]", "[::1]x",   "::1",
        "a:b:80", "[a]",  "[1.2.3.4]", "[g::1]"})
    CHECK(status_of(server, asking("/", host)) == 400);
}

TEST_CASE("a whole URL names no other host, and is one of HTTP: 400") {
  running_server server(echo_request, tight());
  for (const auto* target : {"http://b/",
                             "http://b",
                             "HTTP://B/",
                             "https://b/",
                             "http://a:81/",
                             "http://a.b/",
                             "http://a@b/",
                             "http://b@a/",
                             "http://a#b/",
                             "http:///",
                             "http://",
                             "http://?x",
                             "http:/a/",
                             "http:a",
                             "ftp://a/",
                             "ws://a/",
                             "file:///etc/passwd",
                             "a:80",
                             "a",
                             "foo",
                             "*",
                             "**",
                             "?x",
                             "#x",
                             "\\",
                             "\\\\a\\b",
                             "://a/",
                             ".",
                             "..",
                             "../x",
                             "%2f"})
    CHECK(status_of(server, asking(target)) == 400);
  CHECK(status_of(server, asking("http://a/", "b")) == 400);
  CHECK(status_of(server, asking("http://a/", "")) == 400);
}

TEST_CASE("a control character in the target is 400") {
  running_server server(echo_request, tight());
  for (int c = 0; c <= 0x20; ++c)
    CHECK(status_of(server, asking("/" + std::string(1, char(c)) + "x"))
          == 400);
  CHECK(status_of(server, asking("/\x7f")) == 400);
}

TEST_CASE("another version of HTTP is 505") {
  running_server server(echo_request, tight());
  for (const auto* version : {"0.9", "1.2", "2.0", "3.0", "9.9"})
    CHECK(status_of(server, "GET / HTTP/" + std::string{version}
                                + "\r\nHost: a\r\n\r\n")
          == 505);
  CHECK(status_of(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
  raw_client client(server.port());
  CHECK(client.send("GET / HTTP/2.0\r").read_answer().status == 505);
}

TEST_CASE("an expectation other than 100-continue is 417") {
  running_server server(echo_request, tight());
  for (const auto* value :
       {"beer", "", "100-continue, beer", "100 continue", "100-continue;a=b"})
    CHECK(status_of(server, "POST / HTTP/1.1\r\nHost: a\r\nExpect: "
                                + std::string{value}
                                + "\r\nContent-Length: 1\r\n\r\nx")
          == 417);
}

TEST_CASE("what is too large is 413, 414 or 431, in pieces, too") {
  running_server server(echo_request, tight());
  const std::string filler(600, 'x'); // tight() allows 512
  CHECK(status_of(server, asking("/" + filler)) == 414);
  CHECK(status_of(server, filler) == 414);
  CHECK(status_of(server, asking("/", "a\r\nX: " + filler)) == 431);
  std::string many;
  for (int i = 0; i < 200; ++i)
    many += "a:\r\n";
  CHECK(status_of(server, asking("/", "a\r\n" + many)) == 431);
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  for (const auto* length : {"65", "1000000000000", "18446744073709551615"})
    CHECK(status_of(server, head + "Content-Length: " + length + "\r\n\r\n")
          == 413);
  for (const auto* chunks :
       {"41\r\n",
        "40\r\n" // and then one more than the 64 that tight() allows
        "0123456789abcdef0123456789abcdef"
        "0123456789abcdef0123456789abcdef\r\n1\r\nx\r\n",
        "ffffffffffffffff\r\n"})
    CHECK(
        status_of(server, head + "Transfer-Encoding: chunked\r\n\r\n" + chunks)
        == 413);
}

TEST_CASE("empty lines are no request, and keep no connection") {
  auto settings = tight();
  settings.header_timeout = std::chrono::milliseconds{200};
  running_server server(echo_request, settings);
  raw_client client(server.port());
  client.socket().set_option(boost::asio::ip::tcp::no_delay(true));
  // A half of one, and then the other half, for as long as it is let.
  auto sent = [&](char c) {
    boost::system::error_code ec;
    client.socket().send(boost::asio::buffer(&c, 1), 0, ec);
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
    return !ec;
  };
  CHECK(eventually([&] { return !sent('\r') || !sent('\n'); }));
  CHECK(server.requests().accepted == 0);
  constexpr auto at = static_cast<std::size_t>(http::slow_at::header);
  CHECK(server.counters.timeouts[at].get() == 1);
}
