#include "http/blocking_get.hpp"
#include "test/http/client_bench.hpp"
#include "test/support/httpbin.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <vector>

using namespace smokehouse::test;
using namespace std::chrono_literals;
using smokehouse::http::blocking_get;
using smokehouse::http::error;
using smokehouse::http::url;

namespace {

/// Started once for all cases of this file: that takes a second.
const httpbin& real_server() {
  static const httpbin instance;
  return instance;
}

/// A string within an answer's JSON, found by its JSON pointer.
std::string text_in(const smokehouse::http::client_response& answer,
                    std::string_view pointer) {
  auto found = boost::json::parse(answer.body()).at_pointer(pointer);
  return std::string(found.as_string());
}

} // namespace

TEST_CASE("httpbin gets the query and the headers that were sent") {
  client_bench bench(real_server().url());
  auto seen = bench.get("/get?meat=brisket", {.headers = {{"X-A", "1"}}});
  REQUIRE_FALSE(seen.error);
  CHECK(text_in(seen.answer, "/args/meat") == "brisket");
  CHECK(text_in(seen.answer, "/headers/X-A") == "1");
  CHECK("http://" + text_in(seen.answer, "/headers/Host")
        == real_server().url());
}

TEST_CASE("httpbin's statuses, chunks and compressed bytes are passed on") {
  client_bench bench(real_server().url());
  for (unsigned status : {200U, 204U, 301U, 404U, 418U, 500U, 503U})
    CHECK(bench.get("/status/" + std::to_string(status)).answer.status_number()
          == status);
  CHECK(bench.get("/stream-bytes/5000?seed=1").answer.body().size() == 5000);
  CHECK(bench.get("/gzip").answer.header("content-encoding") == "gzip");
  CHECK(bench.get("/bytes/100000").answer.body().size() == 100000);
}

TEST_CASE("httpbin's delay is waited for, and given up when it is too long") {
  client_bench patient(real_server().url());
  CHECK(patient.get("/delay/0.1").answer.status_number() == 200);
  client_bench hasty(real_server().url(), {.request_timeout = 50ms});
  CHECK(hasty.get("/delay/1").error == error::request_timeout);
}

TEST_CASE("many requests at once share few connections to httpbin") {
  client_bench bench(real_server().url(), {.max_connections = 4});
  std::vector<std::optional<outcome>*> places;
  for (int i = 0; i < 100; ++i)
    places.push_back(&bench.start("/get?i=" + std::to_string(i)));
  CHECK(bench.turn_until([&] { return bench.finished() == 100; }));
  for (int i = 0; i < 100; ++i)
    CHECK(text_in(places[i]->value().answer, "/args/i") == std::to_string(i));
  CHECK(bench.client->stats().connects == 4);
}

TEST_CASE("a blocking get waits for its answer") {
  auto from = url::parse(real_server().url() + "/get?a=b").value();
  auto answer = blocking_get(from, {});
  CHECK(answer.status() == smokehouse::http::status::ok);
  CHECK(text_in(answer, "/args/a") == "b");
}

TEST_CASE("a blocking get throws what went wrong") {
  auto from = url::parse(real_server().url() + "/delay/1").value();
  try {
    blocking_get(from, {.request_timeout = 50ms});
    FAIL("it answered");
  } catch (const boost::system::system_error& e) {
    CHECK(e.code() == error::request_timeout);
  }
}
