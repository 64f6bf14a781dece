#include "test/system/service.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <set>

using namespace smokehouse::test;

namespace {

constexpr auto text = "text/plain; charset=utf-8";

/// The routes of the tutorial and their answers, word for word.
const std::pair<std::string, std::string> routes[] = {
    {"/", "Hello, async actors!"},
    {"/async", "Non-blocking HTTP request"},
    {"/sync", "Blocking HTTP request"},
    {"/smoke_some_meats", "Smoked 6 meats with Sweet Baby Ray's!"},
    {"/burn_some_meats", "Burned some meats."},
    {"/sync_to_async", "Non-blocking HTTP request (via sync_to_async)"},
};

std::string request(const std::string& method, const std::string& target) {
  return method + " " + target + " HTTP/1.1\r\nHost: test\r\n\r\n";
}

/// Checks an error's body and returns the id of its request.
std::string request_id(const raw_answer& answer, int status,
                       const std::string& title, const std::string& path) {
  CHECK(answer.status == status);
  CHECK(answer.fields.at("content-type") == "application/problem+json");
  auto problem = boost::json::parse(answer.body).as_object();
  CHECK(problem["type"].as_string() == "about:blank");
  CHECK(problem["title"].as_string() == title);
  CHECK(problem["status"] == status);
  CHECK(problem["instance"].as_string() == path);
  CHECK_FALSE(problem["detail"].as_string().empty());
  std::string id{problem["request_id"].as_string()};
  CHECK_FALSE(id.empty());
  return id;
}

} // namespace

TEST_CASE("every route answers its text, with a slash at its end or without") {
  service smokehouse(quick());
  for (const auto& [path, answer] : routes) {
    auto other = path == "/" ? path : path + "/";
    for (const auto& target : {path, other}) {
      CAPTURE(target);
      auto got = smokehouse.get(target);
      CHECK(got.status == 200);
      CHECK(got.body == answer);
      CHECK(got.fields["content-type"] == text);
      CHECK(got.fields["content-length"] == std::to_string(got.body.size()));
      CHECK(got.fields.contains("date"));
    }
  }
}

TEST_CASE("a query makes no difference to the route") {
  service smokehouse(quick());
  CHECK(smokehouse.get("/?a=b").body == "Hello, async actors!");
  CHECK(smokehouse.get("/sync/?a=/nothing").body == "Blocking HTTP request");
}

TEST_CASE("HEAD answers the head of GET") {
  service smokehouse(quick());
  raw_client client(smokehouse.port());
  for (const auto& route : routes) {
    CAPTURE(route.first);
    auto head = client.send(request("HEAD", route.first)).read_answer(true);
    CHECK(head.status == 200);
    CHECK(head.fields["content-type"] == text);
    CHECK(head.fields["content-length"] == std::to_string(route.second.size()));
  }
  // A body would have been taken for this answer.
  CHECK(client.send(get("/")).read_answer().body == "Hello, async actors!");
}

TEST_CASE("what is not there answers 404 with a problem and its request's id") {
  service smokehouse;
  std::set<std::string> ids;
  for (std::string path : {"/nothing", "/async/more", "//", "/Async"}) {
    CAPTURE(path);
    ids.insert(request_id(smokehouse.get(path), 404, "Not Found", path));
  }
  CHECK(ids.size() == 4);
}

TEST_CASE("another method answers 405 and which ones there are") {
  service smokehouse(quick());
  raw_client client(smokehouse.port());
  for (std::string method : {"DELETE", "OPTIONS", "PATCH", "POST", "PUT"})
    for (const auto& route : routes) {
      const auto& path = route.first;
      CAPTURE(method);
      CAPTURE(path);
      auto got = client.send(request(method, path)).read_answer();
      request_id(got, 405, "Method Not Allowed", path);
      CHECK(got.fields["allow"] == "GET, HEAD");
    }
  CHECK(smokehouse.console().empty());
}

TEST_CASE("a connection is kept for many requests, also those in a row") {
  service smokehouse(quick());
  raw_client client(smokehouse.port());
  client.send(get("/") + get("/smoke_some_meats/") + get("/nothing")
              + get("/"));
  CHECK(client.read_answer().body == "Hello, async actors!");
  CHECK(client.read_answer().body == "Smoked 6 meats with Sweet Baby Ray's!");
  CHECK(client.read_answer().status == 404);
  CHECK(client.read_answer().body == "Hello, async actors!");
}

TEST_CASE("the flavor is one of three, and each comes at some time") {
  service smokehouse(options{"--smoke.flavor-delay=0s"}
                     + options{"--smoke.smokables-delay=0s"});
  std::set<std::string> seen;
  // Any one of three is missing after 100 draws in 1 run of 10^17.
  for (int i = 0; i < 100; ++i)
    seen.insert(smokehouse.get("/smoke_some_meats/").body);
  CHECK(seen
        == std::set<std::string>{"Smoked 6 meats with Famous Dave's!",
                                 "Smoked 6 meats with Stubb's Original!",
                                 "Smoked 6 meats with Sweet Baby Ray's!"});
}

TEST_CASE("the page of /admin and its files are served") {
  service smokehouse;
  auto page = smokehouse.get("/admin/");
  CHECK(page.status == 200);
  CHECK(page.fields["content-type"].starts_with("text/html"));
  CHECK(smokehouse.get("/admin").fields["location"] == "/admin/");
  CHECK(smokehouse.get("/admin/main.js").status == 200);
  CHECK(smokehouse.get("/admin/nothing.js").status == 404);
}
