// The page /admin/ in a real browser: what it shows of a running service.
#include "test/browser/page.hpp"
#include "test/support/eventually.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace smokehouse::test;
using boost::json::value;

namespace {

using names = std::vector<std::string>;

/// Boost.JSON 1.81 reads numbers to the last digit but one.
doctest::Approx number(const value& stats, std::string_view list,
                       std::string_view key, std::string_view name,
                       std::string_view pointer) {
  return doctest::Approx(entry(stats, list, key, name)
                             .at_pointer(pointer)
                             .to_number<double>())
      .epsilon(1e-9);
}

} // namespace

TEST_CASE("the page's figures are those of /stats") {
  page admin;
  for (int i = 0; i < 7; ++i)
    admin.smokehouse->get("/");
  admin.smokehouse->get("/smoke_some_meats/");
  admin.smokehouse->get("/nothing");
  admin.load();
  CHECK(admin.shows(cell("routes-table", "/", "route.2xx")
                    + ".textContent === '7'"));
  auto stats = admin.smokehouse->stats();
  for (std::string path : {"/", "/smoke_some_meats", "(none)"}) {
    CAPTURE(path);
    auto of = [&](std::string_view pointer) {
      return number(stats, "/http/routes", "path", path, pointer);
    };
    auto shown = [&](const std::string& figure) {
      return admin.value("routes-table", path, figure);
    };
    CHECK(shown("route.2xx") == of("/answered/2xx"));
    CHECK(shown("route.4xx") == of("/answered/4xx"));
    CHECK(shown("route.p50") == of("/latency_s/p50"));
    CHECK(shown("route.p99") == of("/latency_s/p99"));
  }
  for (std::string name : {"view.smoke_some_meats", "fetcher.flavor"}) {
    CAPTURE(name);
    auto of = [&](std::string_view pointer) {
      return number(stats, "/actors", "name", name, pointer);
    };
    auto shown = [&](const std::string& figure) {
      return admin.value("actors-table", name, figure);
    };
    CHECK(shown("actor.running") == of("/running"));
    CHECK(shown("actor.wait") == of("/mailbox_time_s/p99"));
    CHECK(shown("actor.handling") == of("/processing_time_s/p99"));
    CHECK(shown("actor.failures") == of("/failures"));
  }
  CHECK(admin.names("shards-table").size()
        == stats.at("shards").as_array().size());
}

TEST_CASE("figures and charts change while there is traffic") {
  page admin;
  admin.load();
  traffic requests{*admin.smokehouse, "/"};
  auto rate = cell("routes-table", "/", "route.rate") + ".dataset.value";
  CHECK(admin.shows("Number(" + rate + ") > 10"));
  CHECK(admin.shows("document.querySelector('[data-figure=\"http.rate\"]')"
                    ".textContent.endsWith('/s')"));
  auto before = admin.value("routes-table", "/", "route.2xx");
  CHECK(admin.shows(cell("routes-table", "/", "route.2xx") + ".dataset.value > "
                    + std::to_string(before)));
  CHECK(admin.shows("document.querySelector('.canvas').ariaLabel"
                    ".match(/2xx [1-9]/)"));
}

TEST_CASE("what was before is there when the page is loaded") {
  page admin;
  {
    traffic requests{*admin.smokehouse, "/"};
    admin.load();
    // Two points, at the least.
    CHECK(admin.shows("document.querySelector('.canvas').ariaLabel"
                      ".match(/2xx [1-9]/)"));
  }
  CHECK(admin.shows("document.querySelector('.canvas').ariaLabel"
                    ".match(/2xx 0/)"));
  admin.load();
  CHECK(admin.reader
            .run("return Number.parseFloat(document.querySelector("
                 "'.legend tbody td:last-child').textContent)")
            .to_number<double>()
        > 0);
}

TEST_CASE("the actors are sorted by a click and by the keyboard") {
  page admin;
  admin.smokehouse->get("/");
  admin.load();
  auto sorted = admin.names("actors-table");
  CHECK(std::ranges::is_sorted(sorted));
  CHECK(sorted.size() > 10);
  auto head = [](int i) {
    return "document.querySelectorAll('#actors-table thead th')["
           + std::to_string(i) + "]";
  };
  admin.reader.run(head(0) + ".firstChild.click()");
  CHECK(admin.shows(head(0) + ".ariaSort === 'descending'"));
  std::ranges::reverse(sorted);
  CHECK(admin.names("actors-table") == sorted);
  // Highest first: only these have been given messages but by name.
  admin.reader.run(head(5) + ".firstChild.focus()");
  admin.press("Enter");
  CHECK(admin.shows(head(5) + ".ariaSort === 'descending'"));
  CHECK(admin.shows("!" + head(0) + ".ariaSort"));
  auto shown = admin.names("actors-table");
  std::set<std::string> first{shown[0], shown[1], shown[2], shown[3]};
  CHECK(first.contains("front"));
  CHECK(first.contains("view.index"));
}

TEST_CASE("the actors are filtered by name") {
  page admin;
  admin.load();
  auto type = [&](const std::string& text) {
    admin.reader.run(
        "const field = document.getElementById('actors-table-filter');"
        "field.value = '"
        + text + "'; field.dispatchEvent(new Event('input'));");
  };
  type("Fetch");
  CHECK(admin.names("actors-table")
        == names{"fetcher.flavor", "fetcher.smokables"});
  CHECK(admin.shows("document.querySelector('.filter output').textContent"
                    ".startsWith('2 of ')"));
  type("nobody");
  CHECK(admin.names("actors-table").empty());
  CHECK(admin.shows("document.querySelector('#actors-table .empty')"
                    ".textContent === 'None has that name.'"));
  type("");
  CHECK(admin.names("actors-table").size() > 10);
}

TEST_CASE("every figure tells what it is, and has that name in /metrics") {
  page admin;
  // A metric of what gets stuck is there once something has been.
  admin.smokehouse.reset();
  admin.smokehouse.emplace(
      options{"--burn.mode=inline", "--burn.duration=300ms"});
  admin.smokehouse->get("/burn_some_meats/");
  admin.smokehouse->get("/");
  admin.load();
  auto all = admin.reader.run(
      "const {allFigures} = await import('/admin/figures.js');"
      "return allFigures().map((one) => one.metric).filter(Boolean);");
  auto metrics = admin.smokehouse->get("/metrics").body;
  for (const auto& one : all.as_array()) {
    std::string name{one.as_string()};
    CAPTURE(name);
    CHECK(metrics.find("# TYPE " + name + ' ') != metrics.npos);
  }
  CHECK(admin.shows("[...document.querySelectorAll('dd, td.number')]"
                    ".every((one) => one.dataset.tip)"));
  admin.reader.run(
      "document.querySelector('[data-figure=\"http.in_flight\"]').focus()");
  CHECK(admin.shows("!document.getElementById('tip').hidden"));
  CHECK(admin.shows("document.getElementById('tip').textContent"
                    ".includes('smokehouse_http_requests_in_flight')"));
  admin.press("Escape");
  CHECK(admin.shows("document.getElementById('tip').hidden"));
}

TEST_CASE("figures have three digits or two units") {
  page admin;
  admin.load();
  auto shown = admin.reader.run(R"(
    const {bytes, count, duration, rate, share} = await import('/admin/format.js');
    return [duration(0.0123), duration(340e-6), duration(1.5), duration(7500),
            duration(65), duration(90000), duration(0), duration(null),
            duration(59.97), duration(0.9996),
            rate(0), rate(0.5), rate(12.34), rate(4100), rate(0.01),
            count(9999), count(12345), count(4100000), count(999999),
            bytes(512), bytes(3482), bytes(125829120), share(0.123)];)");
  CHECK(shown == boost::json::parse(R"([
    "12.3 ms", "340 µs", "1.5 s", "2 h 5 min",
    "1 min 5 s", "1 d 1 h", "0 s", "–",
    "1 min", "1.0 s",
    "0/s", "0.5/s", "12.3/s", "4.1 k/s", "<0.1/s",
    "9999", "12.3 k", "4.1 M", "1.0 M",
    "512 B", "3.4 KiB", "120 MiB", "12.3 %"])"));
}
