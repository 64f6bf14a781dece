// Who may look inside, on the main listener.
#include "test/support/ports.hpp"
#include "test/support/temporary_file.hpp"
#include "test/system/invocation.hpp"
#include "test/system/service.hpp"
#include "test/system/visit.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <sys/stat.h>

using namespace smokehouse::test;

namespace {

constexpr auto problem = "application/problem+json";
const std::string bearer = "Authorization: Bearer correct-horse-battery";

/// What shows the inside.
const std::string inside[] = {"/stats",   "/stats/map", "/stats/requests",
                              "/metrics", "/admin/",    "/admin/log-level"};

/// A service with a token: correct-horse-battery.
struct locked {
  temporary_file file{"correct-horse-battery\n"};
  service smokehouse{{"--admin.token-file=" + file.path()}};

  raw_answer ask(const visit& what) const {
    return what.to(smokehouse.port());
  }

  /// Logs in; what a browser would send from then on.
  std::string log_in() const {
    auto answer = ask({.target = "/admin/login",
                       .method = "POST",
                       .body = "token=correct-horse-battery"});
    CHECK(answer.status == 303);
    CHECK(answer.fields["location"] == "/admin/");
    auto set = answer.fields["set-cookie"];
    CHECK(set.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"));
    return "Cookie: " + set.substr(0, set.find(';'));
  }
};

/// The message of a service that does not start, without its time.
std::string refusal(const std::string& token_file) {
  auto [code, out, err] =
      invoke({"--http.port=0", "--admin.token-file=" + token_file});
  CHECK(code == 1);
  CHECK(out.empty());
  REQUIRE(!err.empty());
  return err.back().substr(err.back().find("admin.token-file"));
}

} // namespace

TEST_CASE("without a token, clients on this machine may look inside") {
  service smokehouse;
  for (const auto& target : inside) {
    CAPTURE(target);
    CHECK(smokehouse.get(target).status == 200);
  }
  CHECK(smokehouse.get("/admin/login").status == 404);
}

TEST_CASE("clients elsewhere may not, though they may use the service") {
  auto address = outer_address();
  if (!address) {
    MESSAGE("this machine has no address that others could use");
    return;
  }
  service smokehouse({"--http.address=0.0.0.0"});
  raw_client client{
      {boost::asio::ip::make_address(*address), smokehouse.port()}};
  for (const auto& target : inside)
    CHECK(client.send(get(target)).read_answer().status == 403);
  for (const auto* target : {"/", "/healthz", "/readyz"})
    CHECK(client.send(get(target)).read_answer().status == 200);
}

TEST_CASE("who comes through a proxy is not on this machine") {
  service smokehouse;
  for (const auto* field :
       {"Forwarded: for=127.0.0.1", "X-Forwarded-For: 127.0.0.1",
        "Via: 1.1 proxy", "X-Real-IP: 127.0.0.1", "x-forwarded-for:"})
    for (const auto& target : inside) {
      CAPTURE(field);
      CAPTURE(target);
      auto answer = visit{target, {field}}.to(smokehouse.port());
      CHECK(answer.status == 403);
      CHECK(answer.fields["content-type"] == problem);
      auto other = visit{"/healthz", {field}}.to(smokehouse.port());
      CHECK(other.status == 200);
    }
}

TEST_CASE("a page elsewhere that has its name point here sees nothing") {
  service smokehouse;
  visit rebound{.target = "/stats", .host = "evil.example"};
  CHECK(rebound.to(smokehouse.port()).status == 403);
}

TEST_CASE("with a token, everybody has to show it") {
  locked one;
  for (const auto& target : inside) {
    CAPTURE(target);
    auto answer = one.ask({target});
    CHECK(answer.status == 401);
    CHECK(answer.fields["www-authenticate"].starts_with("Bearer"));
    CHECK(answer.fields["content-type"] == problem);
    CHECK(boost::json::parse(answer.body).at("status") == 401);
    CHECK(one.ask({target, {"Authorization: Bearer wrong"}}).status == 401);
    CHECK(one.ask({target, {bearer}}).status == 200);
    CHECK(one.ask({target, {bearer, "X-Forwarded-For: 10.0.0.1"}}).status
          == 200);
  }
  CHECK(one.ask({"/healthz"}).status == 200);
  CHECK(one.ask({"/readyz"}).status == 200);
  CHECK(one.ask({"/"}).status == 200);
}

TEST_CASE("a browser without a login is sent to it, and logs in and out") {
  locked one;
  auto sent = one.ask({"/admin/", {"Accept: text/html,*/*"}});
  CHECK(sent.status == 303);
  CHECK(sent.fields["location"] == "/admin/login");
  CHECK(one.ask({"/admin/login"}).body.find("<form") != std::string::npos);
  auto cookie = one.log_in();
  for (const auto& target : inside)
    CHECK(one.ask({target, {cookie}}).status == 200);
  CHECK(one.ask({"/stats", {cookie + "0"}}).status == 401);
  auto out = one.ask(
      {.target = "/admin/logout", .fields = {cookie}, .method = "POST"});
  CHECK(out.status == 303);
  CHECK(out.fields["set-cookie"].ends_with("; Max-Age=0"));
}

TEST_CASE("a wrong token does not log in") {
  locked one;
  auto answer = one.ask(
      {.target = "/admin/login", .method = "POST", .body = "token=wrong"});
  CHECK(answer.status == 401);
  CHECK_FALSE(answer.fields.contains("set-cookie"));
  CHECK(answer.body.find("That is not the token.") != std::string::npos);
}

TEST_CASE("a page of another origin can change nothing") {
  locked one;
  auto cookie = one.log_in();
  for (const auto* foreign :
       {"Origin: http://evil.example", "Origin: null",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"}) {
    CAPTURE(foreign);
    for (const auto* target :
         {"/admin/log-level", "/admin/login", "/admin/logout"}) {
      CAPTURE(target);
      auto answer = one.ask({.target = target,
                             .fields = {cookie, foreign},
                             .method = "POST",
                             .body = "level=debug"});
      CHECK(answer.status == 403);
      CHECK(answer.fields["content-type"] == problem);
    }
  }
  auto own = one.ask({.target = "/admin/log-level",
                      .fields = {cookie, "Origin: http://test"},
                      .method = "POST",
                      .body = "level=debug"});
  CHECK(own.body == R"({"old":"info","new":"debug"})");
}

TEST_CASE("a login outlives a restart, but not another token") {
  locked one;
  auto cookie = one.log_in();
  CHECK(locked{}.ask({"/stats", {cookie}}).status == 200);
  temporary_file other{"another-horse-battery"};
  service smokehouse{{"--admin.token-file=" + other.path()}};
  CHECK(visit{"/stats", {cookie}}.to(smokehouse.port()).status == 401);
}

TEST_CASE("without a usable token nothing starts") {
  CHECK(refusal("/no/such/token")
        == "admin.token-file: cannot read /no/such/token: No such file or "
           "directory");
  temporary_file empty{"\n"};
  CHECK(refusal(empty.path())
        == "admin.token-file: " + empty.path() + " is empty");
  temporary_file brief{"0123456789abcde\n"};
  CHECK(refusal(brief.path()).find("is too short") != std::string::npos);
}

TEST_CASE("a token that every user may read is worth a warning") {
  temporary_file file{"correct-horse-battery\n"};
  ::chmod(file.path().c_str(), 0644);
  service smokehouse{{"--admin.token-file=" + file.path()}};
  CHECK(smokehouse.logs("every user of this machine may read " + file.path()));
}
