// The page /admin/ in a real browser: when the service goes and comes.
#include "test/browser/page.hpp"
#include "test/support/temporary_file.hpp"

#include <doctest/doctest.h>

#include <csignal>

using namespace smokehouse::test;

namespace {

std::string is(const std::string& state) {
  return "document.querySelector('#connection[data-state=" + state + "]')";
}

} // namespace

TEST_CASE("the page says that the service is gone, and finds its successor") {
  page admin;
  admin.load();
  auto port = "--http.port=" + std::to_string(admin.smokehouse->port());
  CHECK(admin.smokehouse->stop() == 0);
  CHECK(admin.shows(is("gone")));
  CHECK(admin.shows("document.getElementById('connection').textContent"
                    ".startsWith('service gone since ')"));
  CHECK(admin.shows("document.body.classList.contains('stale')"));
  admin.smokehouse.reset();
  admin.smokehouse.emplace(options{port});
  CHECK(admin.shows(is("live")));
  CHECK(admin.shows("!document.body.classList.contains('stale')"));
  for (int i = 0; i < 3; ++i)
    admin.smokehouse->get("/");
  CHECK(admin.shows(cell("routes-table", "/", "route.2xx")
                    + ".textContent === '3'"));
  // The console tells of each attempt.
  CHECK(admin.complaints_but({"net::ERR_"}).empty());
}

TEST_CASE("a service that is silent is told to be, and asked anew") {
  page admin;
  admin.load();
  admin.smokehouse->signal(SIGSTOP);
  CHECK(admin.shows(is("silent")));
  admin.smokehouse->signal(SIGCONT);
  CHECK(admin.shows(is("live")));
}

TEST_CASE("the page tells a missing login from a missing service") {
  page admin;
  admin.load();
  auto reason = admin.reader.run(R"(
    const {feed} = await import('/admin/main.js');
    const real = window.fetch;
    const reasons = [];
    for (const status of [401, 403, 200]) {
      window.fetch = async () => new Response('', {status});
      reasons.push(await feed.reason());
    }
    window.fetch = async () => { throw new TypeError('refused'); };
    reasons.push(await feed.reason());
    window.fetch = real;
    return reasons.join(' ');)");
  CHECK(reason == "login refused connecting gone");
}

TEST_CASE("the page leads to the login, and comes back from it") {
  temporary_file token{"correct-horse-battery"};
  options guarded{"--admin.token-file=" + token.path()};
  page admin{guarded};
  auto log_in = [&] {
    REQUIRE(admin.shows("location.pathname === '/admin/login'"));
    admin.reader.run("document.getElementById('token').value ="
                     "  'correct-horse-battery';"
                     "setTimeout(() => document.forms[0].requestSubmit());");
    CHECK(admin.shows(is("live")));
  };
  admin.open();
  log_in();
  // A login outlives its service, but not its cookie.
  admin.reader.command("Network.clearBrowserCookies", {});
  auto port = "--http.port=" + std::to_string(admin.smokehouse->port());
  admin.smokehouse->stop();
  admin.smokehouse.reset();
  admin.smokehouse.emplace(guarded + options{port});
  log_in();
  CHECK(admin.complaints_but({"net::ERR_", "401", "favicon"}).empty());
}
