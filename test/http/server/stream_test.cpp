// Answers whose body comes out of a body_stream.
#include "http/body_stream.hpp"
#include "test/support/eventually.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

http::handler streaming(std::shared_ptr<http::body_stream> stream) {
  return [stream](http::request, http::reply to) {
    http::response what;
    what.content_type = http::media_type::event_stream;
    what.stream = stream;
    std::move(to).send(std::move(what));
  };
}

} // namespace

TEST_CASE("a streamed body is chunked, and sent as it is made") {
  auto stream = std::make_shared<http::body_stream>();
  stream->write("low ");
  running_server server(streaming(stream));
  raw_client client(server.port());
  client.send(get("/"));
  std::string seen;
  while (seen.find("4\r\nlow \r\n") == std::string::npos)
    seen += client.read_some();
  CHECK(seen.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(seen.find("text/event-stream") != std::string::npos);
  CHECK(stream->write("and slow"));
  CHECK(client.read_some() == "8\r\nand slow\r\n");
  CHECK(server.requests().in_flight == 1);
  stream->finish();
  CHECK(client.read_some() == "0\r\n\r\n");
  CHECK(eventually([&] { return server.requests().answered == 1; }));
}

TEST_CASE("the connection goes on after a streamed body") {
  auto stream = std::make_shared<http::body_stream>();
  stream->write("all of it");
  stream->finish();
  running_server server([&](http::request req, http::reply to) {
    if (req.path() == "/stream")
      streaming(stream)(std::move(req), std::move(to));
    else
      echo_target(std::move(req), std::move(to));
  });
  raw_client client(server.port());
  client.send(get("/stream") + get("/next"));
  CHECK(client.read_answer().body == "all of it");
  CHECK(client.read_answer().body == "/next");
}

TEST_CASE("for HTTP/1.0 the end of a stream is the connection's end") {
  auto stream = std::make_shared<http::body_stream>();
  stream->write("low ");
  running_server server(streaming(stream));
  raw_client client(server.port());
  client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  std::thread producer([stream] {
    stream->write("and slow");
    stream->finish();
  });
  auto answer = client.read_answer();
  producer.join();
  CHECK(answer.fields["connection"] == "close");
  CHECK(answer.body == "low and slow");
}

TEST_CASE("HEAD of a streamed answer closes the stream") {
  auto stream = std::make_shared<http::body_stream>();
  running_server server(streaming(stream));
  raw_client client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(client.read_answer(true).status == 200);
  CHECK(eventually([&] { return stream->closed(); }));
}

TEST_CASE("a producer learns that its client left") {
  auto stream = std::make_shared<http::body_stream>();
  running_server server(streaming(stream));
  raw_client client(server.port());
  client.send(get("/")).read_some();
  client.close();
  CHECK(eventually([&] { return stream->closed(); }));
  CHECK_FALSE(stream->write("nobody reads"));
  CHECK(eventually([&] { return server.requests().cancelled == 1; }));
}
