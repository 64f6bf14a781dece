#pragma once

#include "actors/error.hpp"
#include "actors/runtime/task.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace smokehouse::actors {

/// What came of something that may fail without the whole failing.
template <class T>
struct attempted {
  /// Empty if it failed, for this reason.
  std::optional<T> value = {};
  caf::error reason = {};
};

/// Waits for `what`, whose failure becomes a value, as by `to_error`: for a
/// part that others can do without. That the waiting coroutine itself is
/// cancelled is no failure of the part and thrown as ever.
template <class T>
task<attempted<T>> attempt(task<T> what) {
  attempted<T> result;
  try {
    auto got = co_await std::move(what);
    result.value.emplace(std::move(got));
  } catch (const boost::system::system_error& e) {
    if (e.code() == boost::asio::error::operation_aborted)
      throw;
    result.reason = to_error(std::current_exception());
  } catch (...) {
    result.reason = to_error(std::current_exception());
  }
  co_return result;
}

} // namespace smokehouse::actors
