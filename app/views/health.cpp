#include "app/views/health.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

#include <string>
#include <vector>

namespace smokehouse::app::views {

namespace {

namespace json = boost::json;

http::response not_ready(const http::request& request,
                         const std::vector<std::string>& reasons) {
  std::string detail = "The service is not ready";
  auto before = ": ";
  for (const auto& reason : reasons) {
    detail += before + reason;
    before = ", ";
  }
  auto result =
      http::problem(http::status::service_unavailable, detail + ".", request);
  auto body = json::parse(result.body);
  body.as_object()["reasons"] = json::value_from(reasons);
  result.body = json::serialize(body);
  return result;
}

} // namespace

http::response healthz(const http::request&) {
  return http::text("ok");
}

http::response readyz(const http::request& request,
                      const actors::readiness& state) {
  auto reasons = state.reasons();
  return reasons.empty() ? http::text("ready") : not_ready(request, reasons);
}

} // namespace smokehouse::app::views
