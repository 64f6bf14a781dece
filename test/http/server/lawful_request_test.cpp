// What looks odd and is lawful (RFC 9112), and so goes on working.
#include "test/http/server/exchange.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

struct row {
  std::string what;
  std::string bytes;
  /// What the handler saw, see `echo_request`.
  std::string seen;
};

const std::string last =
    "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// Sends each row with one more request behind it, whole and in pieces: both
/// are answered.
void check_served(const std::vector<row>& rows) {
  running_server server(echo_request, tight());
  for (const auto& one : rows)
    for (auto how : {cut::none, cut::each_byte}) {
      CAPTURE(one.what);
      CAPTURE(how);
      auto text = exchange(server.port(), one.bytes + last, how);
      CAPTURE(text);
      CHECK(text.starts_with("HTTP/1.1 200 OK\r\n"));
      CHECK(text.find("\r\n\r\n" + one.seen + "HTTP/1.1 200 OK\r\n")
            != text.npos);
      CHECK(text.ends_with("\r\n\r\nGET /last "));
      CHECK(answers_in(text) == 2);
    }
}

std::string with_fields(const std::string& fields) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
}

std::string chunked(const std::string& body) {
  return with_fields("Transfer-Encoding: chunked") + body;
}

std::string asking(const std::string& target, const std::string& host) {
  return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

} // namespace

TEST_CASE("lengths may have zeros in front and space around") {
  check_served(
      {{"zeros", with_fields("Content-Length: 0005") + "hello", "POST / hello"},
       {"space", with_fields("Content-Length: \t 5 \t") + "hello",
        "POST / hello"},
       {"no space", with_fields("Content-Length:5") + "hello", "POST / hello"},
       {"zero", with_fields("Content-Length: 0"), "POST / "},
       {"a GET with a body",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
        "GET / hello"},
       {"a body like a request",
        with_fields("Content-Length: 18") + "GET / HTTP/1.1\r\n\r\n",
        "POST / GET / HTTP/1.1\r\n\r\n"}});
}

TEST_CASE("chunks may have extensions and a trailer") {
  check_served({
      {"plain", chunked("5\r\nhello\r\n0\r\n\r\n"), "POST / hello"},
      {"in capitals",
       with_fields("TRANSFER-ENCODING: CHUNKED")
           + "A\r\n"
             "0123456789\r\n0\r\n\r\n",
       "POST / 0123456789"},
      {"zeros in front", chunked("0000000000000000005\r\nhello\r\n000\r\n\r\n"),
       "POST / hello"},
      {"a name", chunked("5;a\r\nhello\r\n0\r\n\r\n"), "POST / hello"},
      {"a name and a value", chunked("5;a=b;c\r\nhello\r\n0;d\r\n\r\n"),
       "POST / hello"},
      {"space", chunked("5 ; a = b\r\nhello\r\n0\r\n\r\n"), "POST / hello"},
      {"quotes", chunked("5;a=\"x; \\\" y\"\r\nhello\r\n0\r\n\r\n"),
       "POST / hello"},
      {"a trailer", chunked("5\r\nhello\r\n0\r\nX: y\r\nZ:\r\n\r\n"),
       "POST / hello"},
      {"a host in the trailer",
       chunked("5\r\nhello\r\n0\r\nHost: b\r\nHost: c\r\n\r\n"),
       "POST / hello"},
      {"nothing", chunked("0\r\n\r\n"), "POST / "},
      {"line ends as data", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"),
       "POST / \r\n\r\n"},
  });
}

TEST_CASE("empty lines before a request are skipped") {
  check_served({{"one", "\r\n" + asking("/", "a"), "GET / "},
                {"three", "\r\n\r\n\r\n" + asking("/", "a"), "GET / "}});
}

TEST_CASE("hosts have ports, brackets, or nothing") {
  for (const auto* host :
       {"a", "a:80", "a:", "", "127.0.0.1:8000", "[::1]", "[::1]:8000",
        "A.example", "xn--nxasmq6b.example", "a%20b", "a_b"})
    check_served({{host, asking("/", host), "GET / "}});
  check_served(
      {{"none of 1.0", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "GET / "}});
}

TEST_CASE("a whole URL may name the host that Host does") {
  check_served(
      {{"a path", asking("http://a/x", "a"), "GET http://a/x "},
       {"no path", asking("http://a", "a"), "GET http://a "},
       {"a query", asking("http://a?x", "a"), "GET http://a?x "},
       {"another case", asking("HTTP://A.Example/", "a.eXample"),
        "GET HTTP://A.Example/ "},
       {"a port", asking("http://a:8000/", "a:8000"), "GET http://a:8000/ "},
       {"the usual port", asking("http://a:80/", "a"), "GET http://a:80/ "},
       {"the same of TLS", asking("https://a/", "a:443"), "GET https://a/ "},
       {"an address", asking("http://[::1]:80/", "[::1]"),
        "GET http://[::1]:80/ "},
       {"1.0 without Host",
        "GET http://b/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "GET http://b/ "}});
}

TEST_CASE("targets are taken as they are") {
  for (const auto* target : {"/..",
                             "/../../etc/passwd",
                             "/%2e%2e/x",
                             "/%252e%252e%252fx",
                             "//",
                             "/a//b",
                             "/./a",
                             "/%00",
                             "/%0d%0aX:%20y",
                             "/a%2fb",
                             "/%",
                             "/%zz",
                             "/#x",
                             "/?",
                             "/?a=/../b",
                             "/http://b/",
                             "/:80",
                             "/a;b=c",
                             "/\\..\\x",
                             "/~",
                             "/{a|b}",
                             "/\"<>^`",
                             "/\xc3\xa4"})
    check_served(
        {{target, asking(target, "a"), "GET " + std::string{target} + " "}});
  check_served({{"the server as a whole",
                 "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * "}});
}

TEST_CASE("values may have tabs and any letters, and be empty") {
  check_served({{"tabs", with_fields("X: a\tb\t"), "POST / "},
                {"other letters", with_fields("X: \xc3\xa4\xff"), "POST / "},
                {"empty", with_fields("X:"), "POST / "},
                {"space only", with_fields("X: \t  "), "POST / "},
                {"much space", with_fields("X:        y"), "POST / "},
                {"a colon", with_fields("X: a:b"), "POST / "},
                {"an upgrade that is not taken",
                 with_fields("Connection: Upgrade, HTTP2-Settings\r\n"
                             "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk"),
                 "POST / "}});
}
