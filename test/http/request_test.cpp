#include "http/request.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;

TEST_CASE("a default request is GET / over HTTP/1.1") {
  const request req;
  CHECK(req.method() == method::get);
  CHECK(req.method_name() == "GET");
  CHECK(req.target() == "/");
  CHECK(req.version() == 11);
  CHECK(req.body().empty());
  CHECK(req.headers().empty());
}

TEST_CASE("a target is split at the question mark") {
  auto req = request_builder{}.target("/smoke?wood=oak?").build();
  CHECK(req.target() == "/smoke?wood=oak?");
  CHECK(req.path() == "/smoke");
  CHECK(req.query() == "wood=oak?");
}

TEST_CASE("the path of an absolute target follows its host") {
  auto path = [](std::string target) {
    return std::string{request_builder{}.target(target).build().path()};
  };
  CHECK(path("http://pit.test/smoke?a=b") == "/smoke");
  CHECK(path("http://pit.test") == "/");
  CHECK(path("http://pit.test?a=b") == "/");
  CHECK(path("/http://pit.test") == "/http://pit.test");
  CHECK(path("*") == "*");
}

TEST_CASE("header fields are found in any case, the first one counts") {
  auto req = request_builder{}
                 .header("X-Wood", "oak")
                 .header("x-wood", "beech")
                 .header("Empty", "")
                 .build();
  CHECK(req.header("x-WOOD") == "oak");
  CHECK(req.header("Empty").empty());
  CHECK(req.header("missing").empty());
  CHECK(req.headers().size() == 3);
  CHECK(req.headers()[1].value == "beech");
}

TEST_CASE("a copy shares what the original has") {
  auto req = request_builder{}.body("brisket").build();
  auto copy = req;
  CHECK(copy.body().data() == req.body().data());
  CHECK(copy.route() == request::no_route);
  req.mark_route(7);
  CHECK(copy.route() == 7);
}

TEST_CASE("ids are distinct and have 24 hexadecimal digits") {
  const request_builder builder;
  auto one = builder.build().id();
  auto two = builder.build().id();
  CHECK(one != two);
  CHECK(one.size() == 24);
  CHECK(one.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(one.substr(0, 8) == two.substr(0, 8));
}

TEST_CASE("a builder sets all that a server would") {
  const tcp::endpoint peer(asio::ip::address_v4::loopback(), 4711);
  const auto deadline = clock::now();
  auto req = request_builder{}
                 .method(method::post)
                 .version(10)
                 .peer(peer)
                 .deadline(deadline)
                 .build();
  CHECK(req.method_name() == "POST");
  CHECK(req.version() == 10);
  CHECK(req.peer() == peer);
  CHECK(req.deadline() == deadline);
}

TEST_CASE("a request has the id that its client chose, if that is sane") {
  auto id_of = [](const std::string& sent) {
    return request_builder{}.header("x-request-id", sent).build().id();
  };
  CHECK(id_of("7f3a-b_c.d:e+f=g/h@i") == "7f3a-b_c.d:e+f=g/h@i");
  CHECK(id_of(std::string(128, 'a')) == std::string(128, 'a'));
  for (const auto& bad :
       {std::string{}, std::string(129, 'a'), std::string{"a b"},
        std::string{"a\"b"}, std::string{"a\x01"}, std::string{"\xc3\xa4"}})
    CHECK(id_of(bad).size() == 24);
}
