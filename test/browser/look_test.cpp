// The page /admin/ in a real browser: how it looks, and to whom.
#include "test/browser/page.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

// The contrast of a colour with a ground, by name, as WCAG 2.2 has it.
constexpr auto contrast = R"(
  const style = getComputedStyle(document.documentElement);
  const probe = document.body.appendChild(document.createElement('i'));
  const light = (name) => {
    probe.style.color = style.getPropertyValue(name);
    const parts = getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3)
        .map((x) => x / 255)
        .map((x) => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const pairs = [['--text', '--page'], ['--text', '--surface'],
                 ['--quiet', '--page'], ['--quiet', '--surface'],
                 ['--accent', '--page'], ['--alarm', '--surface'],
                 ['--text', '--alarm-surface'], ['--tip-text', '--tip']];
  const result = Math.min(...pairs.map(([a, b]) => ratio(a, b)));
  probe.remove();
  return result;)";

double lightness(browser& of) {
  auto colour = of.run("return getComputedStyle(document.body)"
                       ".backgroundColor.match(/\\d+/g).map(Number)[0];");
  return colour.to_number<double>();
}

constexpr auto everything = R"(
  event.stats.blocked = [{kind: 'shard', actor: 'view.burn_some_meats',
      messages: 'smokehouse::http::request', shard: 1, pool: '', thread: null,
      request_id: '398a0f0b000200000000000c', age_s: 1.23}];
  event.stats.incidents = [{...event.stats.blocked[0], began: 1790000000,
      duration_s: 5.5, over: true}];
  event.stats.shards.forEach((one, i) => { one.busy = 0.25; one.lag_s = 1e-5; });
  const split = [{name: 'mailbox', s: 1e-5}, {name: 'fetcher.flavor', s: 1.0}];
  event.requests = {in_flight_total: 3,
    in_flight: [{id: 'a1', method: 'GET', route: '/smoke_some_meats',
      path: '/smoke_some_meats/', age_s: 1.25, waits_for: 'fetcher.flavor', split}],
    slowest: [{id: 'b2', method: 'GET', route: '/sync', path: '/sync/',
      status: 200, ended: 1790000000, duration_s: 5.01, split}]};
  const edge = (from, to, rate) => ({from, to, rate, messages: 10,
      wait_s: {count: 10, mean: 2e-5}});
  event.map = {nodes: [{name: 'front', running: 2}],
    edges: [edge('connection', 'front', 4100), edge('front', 'view.index', 4000),
      edge('front', 'view.smoke_some_meats', 100),
      edge('view.smoke_some_meats', 'fetcher.flavor', 100),
      edge('fetcher.flavor', 'view.smoke_some_meats', 100)]};
)";

std::string text_of(const std::string& selector) {
  return "document.querySelector('" + selector + "').textContent";
}

} // namespace

TEST_CASE("the page is light or dark as its reader prefers, and readable") {
  page admin;
  admin.load();
  for (std::string scheme : {"light", "dark"}) {
    CAPTURE(scheme);
    admin.reader.prefer(scheme);
    CHECK((lightness(admin.reader) > 128) == (scheme == "light"));
    CHECK(admin.reader.run(contrast).to_number<double>() >= 4.5);
    admin.reader.screenshot(scheme);
  }
}

TEST_CASE("the page fits a phone") {
  page admin;
  admin.load();
  admin.reader.resize(390, 844);
  admin.show(everything);
  CHECK(admin.shows("document.documentElement.scrollWidth <= innerWidth"));
  CHECK(admin.shows("document.querySelector('#actors-table .scroll')"
                    ".scrollWidth > innerWidth"));
  admin.reader.screenshot("phone");
}

TEST_CASE("all parts of an event are shown") {
  page admin;
  admin.load();
  admin.show(everything);
  CHECK(admin.names("in-flight") == std::vector<std::string>{"a1"});
  CHECK(admin.shows(text_of("#in-flight") + ".includes('And 2 more.')"));
  CHECK(admin.shows(text_of("#in-flight .words")
                    + " === 'mailbox 10.0 µs, fetcher.flavor 1.0 s'"));
  CHECK(admin.names("slowest") == std::vector<std::string>{"b2"});
  CHECK(admin.shows("document.querySelectorAll('#map .node').length === 5"));
  CHECK(admin.shows(text_of("#map .node:nth-of-type(2)")
                    + ".startsWith('front')"));
  CHECK(admin.shows(text_of("#map .flow") + " === '→ 4.1 k/s, 20.0 µs'"));
  CHECK(admin.value("map-table", "connection", "edge.rate") == 4100);
  CHECK(admin.value("shards-table", "0", "shard.busy") == 0.25);
}

TEST_CASE("what is stuck is told, in the title too, until it goes on") {
  page admin;
  admin.load();
  admin.show(everything);
  CHECK(admin.shows("document.querySelector('#stuck[data-state=alarm]')"));
  CHECK(admin.shows(text_of("#stuck-summary")
                    + " === 'Stuck: view.burn_some_meats (shard 1)'"));
  CHECK(admin.shows("document.title.startsWith('1 stuck')"));
  CHECK(admin.value("blocked", "view.burn_some_meats", "blocked.age") == 1.23);
  admin.show("event.stats.blocked = []; event.stats.incidents = [];");
  CHECK(admin.shows(text_of("#stuck-summary") + " === 'Nothing is stuck.'"));
  CHECK(admin.names("blocked").empty());
  CHECK(admin.shows("document.title === 'smokehouse'"));
}

TEST_CASE("an actor that is stuck is named while it is, and counted") {
  // On a listener of its own the page hears of every shard.
  page admin{
      options{"--admin.port=0", "--burn.mode=inline", "--burn.duration=8s"}};
  admin.load();
  auto burn = admin.smokehouse->ask("/burn_some_meats/");
  CHECK(admin.shows("document.querySelector('#stuck[data-state=alarm]')"));
  CHECK(admin.names("blocked")
        == std::vector<std::string>{"view.burn_some_meats"});
  CHECK_FALSE(answered(burn)); // it was told in time
  CHECK(burn->read_answer().status == 200);
  CHECK(admin.shows(text_of("#stuck-summary") + " === 'Nothing is stuck.'"));
  CHECK(admin.names("incidents-table").size() == 1);
  CHECK(admin.value("actors-table", "view.burn_some_meats", "actor.blocked")
        == 1);
}

TEST_CASE("parts that are missing are told to be, and break nothing") {
  page admin;
  admin.load();
  admin.show(
      "for (const name of ['requests', 'map', 'point']) delete event[name];"
      "delete event.stats.blocked; delete event.stats.incidents;");
  for (std::string section : {"stuck", "in-flight", "slowest", "map-drawing"})
    CHECK(admin.shows(text_of('#' + section)
                      + ".includes('This service does not tell.')"));
  CHECK(admin.names("actors-table").size() > 10);
}

TEST_CASE("names are text, whatever is in them") {
  page admin;
  admin.load();
  admin.show(everything
             + std::string{"const bad = '<img src=x onerror=alert(1)>';"
                           "event.stats.actors[0].name = bad;"
                           "event.stats.blocked[0].actor = bad;"
                           "event.requests.in_flight[0].path = bad;"
                           "event.map.edges[1].to = bad;"
                           "event.point = {t: Date.now() / 1000, requests: 1,"
                           "  in_flight: 1, p50_s: 0, p99_s: 0,"
                           "  outcomes: {'2xx': 1}, routes: {[bad]: 1}};"});
  CHECK(admin.shows("document.body.textContent.includes('<img src=x')"));
  CHECK(admin.shows("!document.querySelector('img[src=x]')"));
}
