#include "actors/metrics/history_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cmath>

namespace smokehouse::actors {

namespace {

namespace json = boost::json;

/// Digits that nobody sees make a history three times as long.
double rounded(double value, double steps) {
  return std::round(value * steps) / steps;
}

json::object to_json(const std::vector<named_rate>& from) {
  json::object result;
  for (const auto& one : from)
    result[one.name] = rounded(one.per_second, 1e2);
  return result;
}

json::object to_json(const history_point& from) {
  return {
      {"t", rounded(from.time, 1e2)},
      {"requests", rounded(from.requests, 1e2)},
      {"in_flight", from.in_flight},
      {"p50_s", rounded(from.p50, 1e7)},
      {"p99_s", rounded(from.p99, 1e7)},
      {"outcomes", to_json(from.outcomes)},
      {"routes", to_json(from.routes)},
  };
}

} // namespace

std::string history_json(const history_point& point) {
  return json::serialize(to_json(point));
}

std::string history_json(const history& points) {
  json::array result;
  for (const auto& one : points)
    result.push_back(to_json(one));
  return json::serialize(result);
}

} // namespace smokehouse::actors
