#pragma once

#include "http/upstream/call.hpp"

#include <cstddef>
#include <utility>

namespace smokehouse::http::upstream {

/// Calls that wait for a connection, first come, first served. Any of them can
/// leave early, at no cost to the others.
class waiting_line {
public:
  bool empty() const {
    return calls_.empty();
  }

  std::size_t size() const {
    return calls_.size();
  }

  void append(call_ptr next) {
    insert(calls_.end(), std::move(next));
  }

  /// For a call that has waited before.
  void prepend(call_ptr next) {
    insert(calls_.begin(), std::move(next));
  }

  /// Requires that the line is not empty.
  call_ptr take_first() {
    auto first = calls_.front();
    remove(*first);
    return first;
  }

  /// Does nothing if `which` is not in the line.
  void remove(call& which) {
    if (auto place = std::exchange(which.place, std::nullopt))
      calls_.erase(*place);
  }

private:
  void insert(call::line::iterator where, call_ptr next) {
    auto& which = *next;
    which.place = calls_.insert(where, std::move(next));
  }

  call::line calls_;
};

} // namespace smokehouse::http::upstream
