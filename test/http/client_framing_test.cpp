// Answers whose end two readers may see at different places, and answers that
// do not end: each is an error, and soon.
#include "test/http/client_bench.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace smokehouse::test;
using smokehouse::http::error;

namespace {

/// Answers one request with `text`, then `more` for ever, and holds on.
class talkative_peer : public scripted_peer {
public:
  explicit talkative_peer(std::string text, std::string more = {})
      : scripted_peer([this, text, more](tcp::socket& socket, unsigned) {
          return serve(socket, text, more);
        }) {}

private:
  asio::awaitable<void> serve(tcp::socket& socket, std::string text,
                              std::string more) {
    co_await read_request(socket);
    co_await write(socket, text);
    while (!more.empty())
      co_await write(socket, more);
    co_await until_closed(socket);
  }
};

outcome ask(const scripted_peer& peer) {
  client_bench bench(peer.url(), {});
  auto result = bench.get("/");
  CHECK(bench.client->stats().open <= 1);
  return result;
}

std::string with(const std::string& fields, const std::string& body = "x") {
  return "HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n" + body;
}

const std::string chunked = "Transfer-Encoding: chunked";
const std::string a_chunk = "1\r\nx\r\n0\r\n\r\n";

} // namespace

TEST_CASE("an answer whose end is in doubt is a bad response") {
  const std::vector<std::pair<const char*, std::string>> rows{
      {"two lengths", with("Content-Length: 1\r\nContent-Length: 2", "xy")},
      {"one length twice", with("Content-Length: 1\r\nContent-Length: 1")},
      {"a list", with("Content-Length: 1, 1")},
      {"a sign", with("Content-Length: +1")},
      {"an overflow", with("Content-Length: 18446744073709551617")},
      {"length and chunks", with("Content-Length: 1\r\n" + chunked, a_chunk)},
      {"chunks and length", with(chunked + "\r\nContent-Length: 1", a_chunk)},
      {"another coding and a length",
       with("Transfer-Encoding: gzip\r\nContent-Length: 1")},
      {"two codings", with("Transfer-Encoding: gzip, chunked", a_chunk)},
      {"chunked twice", with(chunked + "\r\n" + chunked, a_chunk)},
      {"a coding after chunks",
       with(chunked + "\r\nTransfer-Encoding: gzip", a_chunk)},
      {"chunks of HTTP/1.0",
       "HTTP/1.0 200 OK\r\n" + chunked + "\r\n\r\n" + a_chunk},
      {"an overflowing chunk", with(chunked, "10000000000000001\r\nx\r\n")},
      {"a chunk with a sign", with(chunked, "+1\r\nx\r\n0\r\n\r\n")},
      {"a chunk without its end", with(chunked, "1\r\nxy\r\n0\r\n\r\n")},
      {"an extension that is none", with(chunked, "1;\r\nx\r\n0\r\n\r\n")},
      {"another protocol",
       "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"}};
  for (const auto& row : rows) {
    CAPTURE(row.first);
    talkative_peer peer(row.second);
    CHECK(ask(peer).error == error::bad_response);
  }
}

TEST_CASE("an answer that is not of the form is a bad response") {
  for (const auto* text :
       {"HTTP/1.1 200 OK\nContent-Length: 1\n\nx\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nX : y\r\n\r\n", "HTTP/1.1 200 OK\r\n: y\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 -20 OK\r\n\r\n",
        "HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n",
        "ICY 200 OK\r\n\r\n", "<html>\r\n\r\n"}) {
    CAPTURE(text);
    talkative_peer peer(text);
    CHECK(ask(peer).error == error::bad_response);
  }
}

TEST_CASE("what does not end has a bound in bytes, not only in time") {
  const std::string long_text(16 * 1024, 'x');
  const std::vector<std::pair<std::string, std::string>> rows{
      {"HTTP/1.1 200 OK", long_text},
      {"HTTP/1.1 200 OK\r\n", "X: " + long_text + "\r\n"},
      {"HTTP/1.1 200 OK\r\n", "a:\r\n"},
      {with(chunked, "1;"), long_text},
      {with(chunked, "0\r\n"), "X: " + long_text + "\r\n"},
      {"", "HTTP/1.1 100 Continue\r\n\r\n"}};
  for (const auto& row : rows) {
    CAPTURE(row.first.substr(0, 60));
    talkative_peer peer(row.first, row.second);
    CHECK(ask(peer).error == error::bad_response);
  }
}

TEST_CASE("lawful framing is understood in all its forms") {
  const std::vector<std::pair<const char*, std::string>> rows{
      {"a length", with("Content-Length: 1")},
      {"zeros", with("content-length:  001 ")},
      {"chunks", with(chunked, a_chunk)},
      {"extensions and a trailer",
       with("transfer-encoding: Chunked",
            "01;a=\"b\"\r\nx\r\n00;c\r\nX: y\r\n\r\n")},
      {"no reason", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nx"}};
  for (const auto& row : rows) {
    CAPTURE(row.first);
    talkative_peer peer(row.second);
    auto result = ask(peer);
    CHECK_FALSE(result.error);
    CHECK(result.answer.body() == "x");
  }
}
