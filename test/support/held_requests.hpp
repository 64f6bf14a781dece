#pragma once

#include "http/server.hpp"

#include <deque>
#include <mutex>

namespace smokehouse::test {

/// A handler that answers nothing: the test takes the requests out, and
/// answers them when and where it likes.
class held_requests {
public:
  struct item {
    http::request req;
    http::reply to;
  };

  /// To be given to a server; refers to this object.
  http::handler handler();

  /// How many are held.
  std::size_t size() const;

  /// Waits for a request and takes out the oldest one.
  item take();

private:
  mutable std::mutex mutex_;
  std::deque<item> items_;
};

} // namespace smokehouse::test
