#include "app/views/insight.hpp"

namespace smokehouse::app::views {

http::response stats_map(const http::request& request,
                         const actors::inspector& insight) {
  const auto query = request.query();
  if (query.empty() || query == "format=json")
    return http::json(insight.map_json());
  if (query != "format=dot")
    return http::problem(http::status::bad_request,
                         "The formats are json and dot.", request);
  auto result = http::text(insight.map_dot());
  result.content_type = "text/vnd.graphviz";
  return result;
}

http::response stats_requests(const http::request&,
                              const actors::inspector& insight) {
  return http::json(insight.requests_json());
}

} // namespace smokehouse::app::views
