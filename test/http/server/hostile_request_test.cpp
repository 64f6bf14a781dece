// What is refused: with which status, and that nothing behind it is served.
// What is lawful and looks similar is in lawful_request_test.
#include "test/http/server/exchange.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace smokehouse;
using namespace smokehouse::test;
using namespace std::string_literals;

namespace {

struct row {
  std::string what;
  std::string bytes;
};

/// Sends each row with a good request behind it, whole and in pieces.
void check_refused(int status, const std::vector<row>& rows) {
  running_server server(echo_request, tight());
  const auto begin = "HTTP/1.1 " + std::to_string(status) + ' ';
  for (const auto& one : rows)
    for (auto how : {cut::none, cut::each_byte}) {
      CAPTURE(one.what);
      CAPTURE(how);
      auto text = exchange(server.port(), one.bytes + get("/behind"), how);
      CAPTURE(text);
      CHECK(text.starts_with(begin));
      CHECK(text.find("\r\nConnection: close\r\n") != text.npos);
      CHECK(answers_in(text) == 1);
    }
  for (const auto& seen : server.seen.entries())
    CHECK(static_cast<int>(seen.how.status) == status);
}

std::string with_line(const std::string& line) {
  return line + "\r\nHost: a\r\n\r\n";
}

std::string with_fields(const std::string& fields) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
}

std::string chunked(const std::string& body) {
  return with_fields("Transfer-Encoding: chunked") + body;
}

} // namespace

TEST_CASE("lengths that are doubtful in any way are 400") {
  check_refused(
      400,
      {{"two", with_fields("Content-Length: 4\r\nContent-Length: 5") + "GET /"},
       {"the same twice", with_fields("Content-Length: 1\r\n"
                                      "Content-Length: 1")
                              + "x"},
       {"a list", with_fields("Content-Length: 1, 1") + "x"},
       {"a list with an empty part", with_fields("Content-Length: 1,") + "x"},
       {"none", with_fields("Content-Length:")},
       {"plus", with_fields("Content-Length: +1") + "x"},
       {"minus", with_fields("Content-Length: -1")},
       {"minus zero", with_fields("Content-Length: -0")},
       {"a space within", with_fields("Content-Length: 1 0") + "x"},
       {"hexadecimal", with_fields("Content-Length: 0x1") + "x"},
       {"a fraction", with_fields("Content-Length: 1.0") + "x"},
       {"an exponent", with_fields("Content-Length: 1e1") + "x"},
       {"quotes", with_fields("Content-Length: \"1\"") + "x"},
       {"a parameter", with_fields("Content-Length: 1;x=1") + "x"},
       {"a vertical tab", with_fields("Content-Length: \v1") + "x"},
       {"digits of another script", with_fields("Content-Length: \u0661")},
       {"2^64", with_fields("Content-Length: 18446744073709551616")},
       {"2^64 + 1", with_fields("Content-Length: 18446744073709551617") + "x"},
       {"21 digits", with_fields("Content-Length: 999999999999999999999")}});
}

TEST_CASE("a length and a coding at once are 400, in any order") {
  check_refused(
      400, {{"length first", with_fields("Content-Length: 5\r\n"
                                         "Transfer-Encoding: chunked")
                                 + "0\r\n\r\n"},
            {"coding first", with_fields("Transfer-Encoding: chunked\r\n"
                                         "Content-Length: 5")
                                 + "0\r\n\r\n"},
            {"a length of zero", with_fields("Content-Length: 0\r\n"
                                             "Transfer-Encoding: chunked")
                                     + "0\r\n\r\n"},
            {"a length in the trailer",
             chunked("1\r\nx\r\n0\r\nContent-Length: 1\r\n\r\n")},
            {"a coding in the trailer",
             chunked("1\r\nx\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n")}});
}

TEST_CASE("chunked is of HTTP/1.1, and comes once") {
  check_refused(
      400, {{"HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\n"
                         "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
            {"twice", with_fields("Transfer-Encoding: chunked\r\n"
                                  "Transfer-Encoding: chunked")
                          + "0\r\n\r\n"},
            {"chunked, then another", with_fields("Transfer-Encoding: chunked"
                                                  "\r\nTransfer-Encoding: x")
                                          + "0\r\n\r\n"}});
}

TEST_CASE("what is not done here is 501") {
  std::vector<row> rows{
      {"an unknown method", with_line("SMOKE / HTTP/1.1")},
      {"a method in lower case", with_line("get / HTTP/1.1")},
      {"a way on", with_line("CONNECT a:443 HTTP/1.1")},
      {"a way on by a path", with_line("CONNECT / HTTP/1.1")}};
  for (const auto* coding :
       {"gzip, chunked", "gzip", "identity", "chunked, gzip",
        "chunked, chunked", "chunked,", ",chunked", "xchunked", "chunked x",
        "chunked;q=1", "\"chunked\"", "'chunked'", "chunked\t\xa0", "chun ked",
        ""})
    rows.push_back(
        {coding, with_fields("Transfer-Encoding: "s + coding) + "0\r\n\r\n"});
  check_refused(501, rows);
}

TEST_CASE("chunks that are not of the form are 400") {
  std::vector<row> rows;
  // Each has what a lenient parser would read as a chunk of "x" behind it.
  for (const auto* size : {"",
                           " 1",
                           "+1",
                           "-1",
                           "0x1",
                           "1 ",
                           "1\t",
                           "1h",
                           "1,",
                           "1.",
                           "\v1",
                           "10000000000000001",
                           "fffffffffffffffff",
                           "1;",
                           "1; ",
                           "1;;a",
                           "1;a=",
                           "1;a=;b",
                           "1;=b",
                           "1;a b",
                           "1 a",
                           "1;a=\"x",
                           "1;a=\"x\"y",
                           "1;\x01",
                           "1;a=\"\n\"",
                           "1;a=\"\r\"",
                           "1;a=\"\x7f\"",
                           "1;a=\"\x01\"",
                           "1;a\nb",
                           "1\n",
                           "1\r",
                           "\r\n1",
                           "1;a=b\n"})
    rows.push_back({size, chunked(size + "\r\nx\r\n0\r\n\r\n"s)});
  rows.insert(
      rows.end(),
      {{"NUL in an extension", chunked("1;a=\"\0\"\r\nx\r\n0\r\n\r\n"s)},
       {"too little data", chunked("2\r\nx\r\n0\r\n\r\n")},
       {"too much data", chunked("1\r\nxy\r\n0\r\n\r\n")},
       {"no end of data", chunked("1\r\nx0\r\n\r\n")},
       {"bare LF after data", chunked("1\r\nx\n0\r\n\r\n")},
       {"bare LF after the size", chunked("1\nx\r\n0\r\n\r\n")},
       {"bare CR after the size", chunked("1\rx\r\n0\r\n\r\n")},
       {"bare LF at the end", chunked("0\n\n" + std::string(9, ' '))},
       {"a bad field in the trailer", chunked("0\r\nX : y\r\n\r\n")},
       {"a line in the trailer", chunked("0\r\nGET / HTTP/1.1\r\n\r\n")},
       {"a folded trailer", chunked("0\r\nX: y\r\n z\r\n\r\n")},
       {"a long extension",
        chunked("1;" + std::string(600, 'x') + "\r\nx\r\n0\r\n\r\n")},
       {"a long trailer", chunked("0\r\nX: " + std::string(600, 'x'))},
       {"a long trailer with its end",
        chunked("0\r\nX: " + std::string(600, 'x') + "\r\n\r\n")}});
  check_refused(400, rows);
}

TEST_CASE("lines end with CR LF, and hold neither of them nor NUL: 400") {
  check_refused(
      400, {{"LF only", "GET / HTTP/1.1\nHost: a\n\n"},
            {"LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n"},
            {"LF after a field", with_fields("X: y\nZ: y")},
            {"LF as the last line", "GET / HTTP/1.1\r\nHost: a\r\n\n"},
            {"LF before the request", "\n" + with_line("GET / HTTP/1.1")},
            {"CR within a value", with_fields("X: y\rZ: y")},
            {"CR CR LF", with_fields("X: y\r")},
            {"CR within a name", with_fields("X\r: y")},
            {"CR within the request line", with_line("GET /\r HTTP/1.1")},
            {"CR as a space", with_line("GET\r/ HTTP/1.1")},
            {"CR before the request", "\r" + with_line("GET / HTTP/1.1")},
            {"NUL in a value", with_fields("X: a\0b"s)},
            {"NUL in a name", with_fields("X\0: b"s)},
            {"NUL in the target", with_line("GET /\0 HTTP/1.1"s)},
            {"NUL in front", "\0"s + with_line("GET / HTTP/1.1")},
            {"a control character in a value", with_fields("X: a\x01z")},
            {"DEL in a value", with_fields("X: a\x7fz")}});
}

TEST_CASE("fields that are not of the form are 400") {
  check_refused(
      400,
      {{"a folded value", with_fields("X: a\r\n b")},
       {"a value that begins folded", with_fields("X:\r\n b")},
       {"the same by a tab", with_fields("X:\r\n\tb")},
       {"a fold of nothing", with_fields("X: a\r\n ")},
       {"a fold between nothing", with_fields("X:\r\n \r\n ")},
       {"a folded coding",
        with_fields("Transfer-Encoding:\r\n chunked") + "0\r\n\r\n"},
       {"a folded length", with_fields("Content-Length:\r\n 1") + "x"},
       {"a folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"},
       {"a space before the colon", with_fields("X : y")},
       {"a tab before the colon", with_fields("Content-Length\t: 1") + "x"},
       {"a space in a name", with_fields("X Y: z")},
       {"no name", with_fields(": y")},
       {"no colon", with_fields("XYZ")},
       {"a name of other letters", with_fields("\xc3\xa4: y")},
       {"a name in quotes", with_fields("\"X\": y")}});
}

TEST_CASE("a request line that is not of the form is 400") {
  check_refused(
      400, {{"HTTP/0.9", "GET /\r\n\r\n"},
            {"two spaces", with_line("GET  / HTTP/1.1")},
            {"two spaces before the version", with_line("GET /  HTTP/1.1")},
            {"a space at the end", with_line("GET / HTTP/1.1 ")},
            {"a space in front", with_line(" GET / HTTP/1.1")},
            {"tabs", with_line("GET\t/\tHTTP/1.1")},
            {"a space in the target", with_line("GET /a b HTTP/1.1")},
            {"two versions", with_line("GET / HTTP/1.1 HTTP/1.1")},
            {"a method that is no token", with_line("G(T / HTTP/1.1")},
            {"no method", with_line("/ HTTP/1.1")},
            {"a version in lower case", with_line("GET / http/1.1")},
            {"a version with a space", with_line("GET / HTTP/1. 1")},
            {"a version of many digits", with_line("GET / HTTP/1.10")},
            {"another protocol", with_line("GET / ICAP/1.0")},
            {"TLS", "\x16\x03\x01\x02\x00\x01\r\n\r\n"s}});
}
