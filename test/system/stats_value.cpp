#include "test/system/stats_value.hpp"

#include <stdexcept>
#include <string>

namespace smokehouse::test {

std::int64_t count(const boost::json::value& stats, std::string_view pointer) {
  return stats.at_pointer(pointer).to_number<std::int64_t>();
}

const boost::json::value& entry(const boost::json::value& stats,
                                std::string_view list, std::string_view key,
                                std::string_view name) {
  for (const auto& one : stats.at_pointer(list).as_array())
    if (one.as_object().at(key).as_string() == name)
      return one;
  throw std::runtime_error("no " + std::string{name} + " in /stats");
}

std::int64_t in_flight(const boost::json::value& stats) {
  return count(stats, "/http/requests/in_flight") - 1;
}

bool adds_up(const boost::json::value& stats) {
  const auto& all = stats.at_pointer("/http/requests");
  return count(all, "/accepted")
         == count(all, "/answered") + count(all, "/shed")
                + count(all, "/cancelled") + count(all, "/in_flight");
}

} // namespace smokehouse::test
