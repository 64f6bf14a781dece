#include "app/views/admin.hpp"

#include "actors/metrics/service_stats.hpp"
#include "app/views/figures.hpp"
#include "app/views/html.hpp"
#include "http/media_type.hpp"

#include <string>

namespace smokehouse::app::views {

namespace {

using actors::service_info;
using actors::service_stats;
using std::to_string;

constexpr auto page_begin = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Smokehouse</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
section { overflow-x: auto; }
table { border-collapse: collapse; margin: 1.5rem 0; width: 100%; }
caption { font-weight: 600; padding: .25rem 0; text-align: left; }
th, td { border-bottom: 1px solid #8886; padding: .25rem .75rem;
         text-align: right; white-space: nowrap;
         font-variant-numeric: tabular-nums; }
th:first-child { text-align: left; }
tbody th { font-weight: 400; }
</style>
</head>
<body>
<main>
)";

std::string heading(const service_info& info, const service_stats& stats) {
  std::string state = info.ready() ? "ready" : "not ready";
  auto before = ": ";
  for (const auto& reason : info.reasons) {
    state += before + reason;
    before = ", ";
  }
  return "<h1>" + escaped(info.name + " " + info.version) + "</h1>\n<p>"
         + escaped(state + "; up for " + duration_text(info.uptime.count())
                   + "; process " + to_string(info.pid) + "; "
                   + to_string(info.shards) + " shards; "
                   + bytes_text(stats.process.rss_bytes) + " of memory")
         + "</p>\n";
}

std::string requests(const service_stats& stats) {
  html_table table{"Requests",
                   {"", "Accepted", "Answered", "Shed", "Cancelled",
                    "In flight", "Open connections"}};
  const auto& all = stats.http.requests;
  table.row({"All", to_string(all.accepted), to_string(all.answered),
             to_string(all.shed), to_string(all.cancelled),
             to_string(all.in_flight), to_string(stats.http.connections.open)});
  return table.html();
}

std::string routes(const service_stats& stats) {
  html_table table{"Routes",
                   {"Path", "Answered", "In flight", "Shed", "Cancelled",
                    "Latency p50", "Latency p99"}};
  for (const auto& one : stats.http.routes)
    table.row({one.path, to_string(one.latency.count), to_string(one.in_flight),
               to_string(one.shed), to_string(one.cancelled),
               duration_text(one.latency.p50), duration_text(one.latency.p99)});
  return table.html();
}

std::string actor_table(const service_stats& stats) {
  html_table table{"Actors",
                   {"Name", "Running", "Messages", "In mailbox", "Wait p99",
                    "Handling p50", "Handling p99", "Failures", "Restarts"}};
  for (const auto& one : stats.actors)
    table.row({one.name, to_string(one.running), to_string(one.messages),
               to_string(one.mailbox_size), duration_text(one.mailbox_time.p99),
               duration_text(one.processing_time.p50),
               duration_text(one.processing_time.p99), to_string(one.failures),
               to_string(one.restarts)});
  return table.html();
}

std::string pools(const service_stats& stats) {
  html_table table{"Threads for blocking work",
                   {"Pool", "Threads", "Busy", "Queued", "Rejected", "Oldest"}};
  for (const auto& one : stats.blocking)
    table.row({one.name, to_string(one.threads), to_string(one.busy),
               to_string(one.queued), to_string(one.rejected),
               duration_text(one.oldest_seconds)});
  return table.html();
}

} // namespace

http::response admin(const http::request&, actors::metrics_hub& hub,
                     const actors::service_info_source& service) {
  auto info = service.read();
  auto stats = hub.stats();
  auto result =
      http::text(page_begin + heading(info, stats) + "<section>\n"
                 + requests(stats) + routes(stats) + actor_table(stats)
                 + pools(stats) + "</section>\n</main>\n</body>\n</html>\n");
  result.content_type = http::media_type::html;
  result.headers.push_back({"Cache-Control", "no-store"});
  return result;
}

} // namespace smokehouse::app::views
