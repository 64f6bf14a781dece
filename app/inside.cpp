#include "app/inside.hpp"

#include "app/access/guarded.hpp"
#include "app/access/login.hpp"
#include "app/views/admin.hpp"
#include "app/views/health.hpp"
#include "app/views/insight.hpp"
#include "app/views/live.hpp"
#include "app/views/log_level.hpp"
#include "app/views/metrics.hpp"
#include "app/views/stats.hpp"

#include <utility>

namespace smokehouse::app {

namespace {

using actors::plain_view;
using actors::route;
using http::method;
using http::request;

/// What shows figures or changes something. A line for each view.
std::vector<route> figures(const inside& what) {
  auto& [hub, live, insight, info, state, log, token] = what;
  return {
      {"/stats", "stats", plain_view{[&hub = hub, &info = info](auto& rq) {
         return views::stats(rq, hub, info);
       }}},
      {"/stats/stream", "stats_stream", plain_view{[&live = live](auto& rq) {
         return views::stats_stream(rq, live);
       }}},
      {"/stats/map", "stats_map", plain_view{[&insight = insight](auto& rq) {
         return views::stats_map(rq, insight);
       }}},
      {"/stats/requests", "stats_requests",
       plain_view{[&insight = insight](auto& rq) {
         return views::stats_requests(rq, insight);
       }}},
      {"/metrics", "metrics",
       plain_view{[&hub = hub](auto& rq) { return views::metrics(rq, hub); }}},
      {"/admin", "admin", plain_view{views::admin}, {method::get}, true},
      {"/admin/log-level",
       "log_level",
       plain_view{[&log = log](auto& rq) { return views::log_level(rq, log); }},
       {method::get, method::post}},
  };
}

std::vector<route> login_routes(const access::secret& token) {
  return {
      {"/admin/login",
       "login",
       access::same_origin_only(
           [token](const request& rq) { return access::login(rq, token); }),
       {method::get, method::post}},
      {"/admin/logout",
       "logout",
       access::same_origin_only(access::logout),
       {method::post}},
  };
}

/// Whoever looks inside wants to when there is too much to do.
std::vector<route> always(std::vector<route> routes) {
  for (auto& one : routes)
    one.always = true;
  return routes;
}

void append(std::vector<route>& to, std::vector<route> more) {
  for (auto& one : more)
    to.push_back(std::move(one));
}

} // namespace

std::vector<route> health_routes(const inside& what) {
  std::vector<route> result{
      {"/healthz", "healthz", plain_view{views::healthz}},
      {"/readyz", "readyz",
       plain_view{[&state = what.state](const request& rq) {
         return views::readyz(rq, state);
       }}},
  };
  return always(std::move(result));
}

std::vector<route> inside_routes(const inside& what, access::visitors welcome) {
  access::gate who{welcome, what.token};
  auto result = figures(what);
  for (auto& one : result)
    one.function =
        access::guarded(who, std::get<plain_view>(std::move(one.function)));
  if (what.token)
    append(result, login_routes(*what.token));
  append(result, health_routes(what));
  return always(std::move(result));
}

} // namespace smokehouse::app
