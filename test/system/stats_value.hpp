#pragma once

#include <boost/json/value.hpp>

#include <cstdint>
#include <string_view>

namespace smokehouse::test {

/// A whole number of `/stats`, such as `/http/requests/accepted`. Throws if
/// it is missing.
std::int64_t count(const boost::json::value& stats, std::string_view pointer);

/// The entry of a list whose `key` is `name`: `entry(stats, "/blocking",
/// "pool", "burn")`. Throws if there is none.
const boost::json::value& entry(const boost::json::value& stats,
                                std::string_view list, std::string_view key,
                                std::string_view name);

/// Requests that have no answer, besides the one for the figures themselves.
std::int64_t in_flight(const boost::json::value& stats);

/// Whether every accepted request is answered, shed, cancelled or in flight.
bool adds_up(const boost::json::value& stats);

} // namespace smokehouse::test
