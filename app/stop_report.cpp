#include "app/stop_report.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace smokehouse::app {

namespace {

namespace json = boost::json;

using seconds = std::chrono::duration<double>;

double age(std::chrono::steady_clock::time_point since) {
  return seconds{std::chrono::steady_clock::now() - since}.count();
}

json::object to_json(const actors::request_record& from) {
  return {{"id", from.id},
          {"method", from.method},
          {"path", from.path},
          {"waits_for", from.waits_for},
          {"age_s", seconds{from.age}.count()}};
}

json::object to_json(const actors::background_list::entry& from) {
  json::object result{{"name", from.name}, {"age_s", age(from.since)}};
  if (from.progress) {
    result["done"] = from.progress->done();
    result["total"] = from.progress->total();
  }
  return result;
}

json::object to_json(const work_left::blocking_job& from) {
  return {{"actor", "blocking." + from.pool},
          {"thread", from.job.thread},
          {"name", from.job.name},
          {"request_id", from.job.request_id},
          {"age_s", age(from.job.since)}};
}

json::object to_json(const actors::incident& from) {
  return {{"actor", from.actor},
          {"shard", from.index},
          {"request_id", from.request_id},
          {"age_s", from.lasted.count()}};
}

template <class T>
json::array to_json(const std::vector<T>& from) {
  json::array result;
  for (const auto& one : from)
    result.push_back(to_json(one));
  return result;
}

json::object to_json(const work_left& from) {
  return {{"counts", json::object{{"requests", from.request_count},
                                  {"background", from.background_count},
                                  {"blocking", from.blocking_count}}},
          {"requests", to_json(from.requests)},
          {"background", to_json(from.background)},
          {"blocking", to_json(from.blocking)},
          {"stuck", to_json(from.stuck)}};
}

} // namespace

std::string to_json(const stop_report& report) {
  const auto& [signal, why, took, code, before, after, waited, left] = report;
  return json::serialize(json::object{
      {"event", "stopped"},
      {"signal", signal},
      {"why", why},
      {"took_s", took.count()},
      {"exit_code", code},
      {"finished",
       json::object{
           {"requests", after.requests.answered - before.requests.answered},
           {"background", after.background.done - before.background.done}}},
      {"cancelled",
       json::object{
           {"requests", after.requests.cancelled - before.requests.cancelled},
           {"background",
            after.background.dropped - before.background.dropped}}},
      {"waited_for", to_json(waited)},
      {"left", to_json(left)},
  });
}

} // namespace smokehouse::app
