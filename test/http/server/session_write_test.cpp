// What a session writes.
#include "test/support/eventually.hpp"
#include "test/support/held_requests.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

http::handler answer_with(std::function<http::response()> make) {
  return [make = std::move(make)](http::request, http::reply to) {
    std::move(to).send(make());
  };
}

} // namespace

TEST_CASE("an answer has the fields of the server") {
  running_server server(echo_target);
  raw_client client(server.port());
  auto answer = client.send(get("/")).read_answer();
  CHECK(answer.head.starts_with("HTTP/1.1 200 OK\r\nServer: smokehouse\r\n"));
  CHECK(answer.fields["date"].ends_with(" GMT"));
  CHECK(answer.fields["content-type"] == "text/plain; charset=utf-8");
  CHECK(answer.fields["content-length"] == "1");
  CHECK_FALSE(answer.fields.contains("connection"));
}

TEST_CASE("answers to a batch leave in one write") {
  running_server server(echo_target);
  raw_client client(server.port());
  std::string batch;
  for (int i = 0; i < 16; ++i)
    batch += get("/x");
  // On loopback one write arrives as one piece.
  const auto bytes = client.send(batch).read_some();
  std::size_t answers = 0;
  for (std::size_t at = 0; (at = bytes.find("HTTP/1.1", at)) != bytes.npos;
       ++at)
    ++answers;
  CHECK(answers == 16);
}

TEST_CASE("HEAD has the length of the body and no body") {
  running_server server(echo_target);
  raw_client client(server.port());
  client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
  CHECK(client.read_answer(true).fields["content-length"] == "4");
  CHECK(client.read_answer().body == "/next");
}

TEST_CASE("204 and 304 have neither body nor length") {
  for (auto code : {http::status::no_content, http::status::not_modified}) {
    running_server server(answer_with([code] {
      auto result = http::text("not sent");
      result.status = code;
      return result;
    }));
    raw_client client(server.port());
    auto answer = client.send(get("/") + get("/")).read_answer();
    CHECK(answer.status == static_cast<int>(code));
    CHECK_FALSE(answer.fields.contains("content-length"));
    CHECK_FALSE(answer.fields.contains("content-type"));
    CHECK(client.read_answer().status == static_cast<int>(code));
  }
}

TEST_CASE("the client decides whether the connection goes on") {
  running_server server(echo_target);
  auto connection_after = [&server](const std::string& bytes, bool closes) {
    raw_client client(server.port());
    auto answer = client.send(bytes).read_answer();
    if (closes)
      CHECK(client.at_end());
    else
      CHECK(client.send(bytes).read_answer().status == 200);
    return answer.fields["connection"];
  };
  CHECK(connection_after("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n"
                         "\r\n",
                         true)
        == "close");
  CHECK(connection_after("GET / HTTP/1.0\r\n\r\n", true) == "close");
  CHECK(connection_after("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
                         false)
        == "keep-alive");
}

TEST_CASE("what a view puts into fields cannot break the answer") {
  running_server server(answer_with([] {
    auto result = http::text("body");
    result.headers = {{"X-Fine", "yes"},
                      {"X-Bad", "a\r\nX-Injected: b"},
                      {"X Bad", "name"},
                      {"Content-Length", "100"},
                      {"Transfer-Encoding", "chunked"}};
    return result;
  }));
  raw_client client(server.port());
  auto answer = client.send(get("/")).read_answer();
  CHECK(answer.fields["x-fine"] == "yes");
  CHECK(answer.fields["content-length"] == "4");
  CHECK(answer.head.find("Injected") == std::string::npos);
  CHECK(answer.head.find("X Bad") == std::string::npos);
  CHECK_FALSE(answer.fields.contains("transfer-encoding"));
}

TEST_CASE("a body larger than the socket's buffers arrives whole") {
  const std::string big(8 * 1024 * 1024, 'z');
  running_server server(answer_with([&big] { return http::text(big); }));
  raw_client client(server.port());
  client.send(get("/") + get("/"));
  // Nothing is read until the server has to wait.
  CHECK(eventually([&] { return server.counters.bytes_out.get() > 0; }));
  CHECK(client.read_answer().body == big);
  CHECK(client.read_answer().body == big);
  CHECK(eventually([&] { return server.requests().answered == 2; }));
  CHECK(server.counters.bytes_out.get() > 2 * big.size());
  CHECK(server.seen.entries().at(0).how.bytes > big.size());
}
