#include "actors/insight/requests_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

namespace json = boost::json;

double seconds(http::duration time) {
  return std::chrono::duration<double>{time}.count();
}

json::array to_json(const std::vector<http::time_part>& parts) {
  json::array result;
  for (const auto& one : parts) {
    json::object part{{"name", one.name}, {"s", seconds(one.share)}};
    if (one.took > http::duration::zero())
      part["took_s"] = seconds(one.took);
    result.push_back(std::move(part));
  }
  return result;
}

json::object to_json(const request_record& from,
                     std::span<const std::string> routes) {
  return {
      {"id", from.id},
      {"method", from.method},
      {"route", from.route < routes.size() ? routes[from.route] : "(none)"},
      {"path", from.path},
  };
}

/// The longest of the requests of all servers first.
std::vector<request_record> merged(std::vector<request_record> all) {
  std::stable_sort(all.begin(), all.end(),
                   [](auto& a, auto& b) { return a.age > b.age; });
  if (all.size() > most_listed)
    all.resize(most_listed);
  return all;
}

void append(std::vector<request_record>& to, std::vector<request_record> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

} // namespace

std::string requests_json(std::span<const request_log* const> logs,
                          std::span<const std::string> routes) {
  std::vector<request_record> now;
  std::vector<request_record> slow;
  std::size_t total = 0;
  for (const auto* log : logs) {
    append(now, log->in_flight(most_listed));
    append(slow, log->slowest());
    total += log->in_flight_count();
  }
  json::array in_flight;
  for (const auto& one : merged(std::move(now))) {
    auto entry = to_json(one, routes);
    entry["age_s"] = seconds(one.age);
    entry["waits_for"] = one.waits_for;
    entry["split"] = to_json(one.parts);
    in_flight.push_back(std::move(entry));
  }
  json::array slowest;
  for (const auto& one : merged(std::move(slow))) {
    const std::chrono::duration<double> ended = one.ended.time_since_epoch();
    auto entry = to_json(one, routes);
    entry["status"] = one.status;
    entry["ended"] = ended.count();
    entry["duration_s"] = seconds(one.age);
    entry["split"] = to_json(one.parts);
    slowest.push_back(std::move(entry));
  }
  return json::serialize(json::object{{"in_flight", std::move(in_flight)},
                                      {"in_flight_total", total},
                                      {"slowest", std::move(slowest)}});
}

} // namespace smokehouse::actors
