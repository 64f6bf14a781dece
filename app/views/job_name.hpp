#pragma once

#include "http/request.hpp"

#include <string>

namespace smokehouse::app::views {

/// What the list of a pool's jobs calls work for a request: its path and its
/// id, as in `/burn_some_meats/ 7f3a0c110001000000000005`.
inline std::string job_name(const http::request& request) {
  std::string result{request.path()};
  result += ' ';
  request.append_id(result);
  return result;
}

} // namespace smokehouse::app::views
