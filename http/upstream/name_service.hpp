#pragma once

#include "http/host_lookup.hpp"
#include "http/types.hpp"
#include "http/url.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <mutex>
#include <optional>

namespace smokehouse::http::upstream {

/// A pool's way to the addresses of its upstream, and back onto the pool's
/// executor: an answer may come when that is gone.
class name_service : public std::enable_shared_from_this<name_service> {
public:
  using endpoints = host_lookup::endpoints;

  /// One connection's wait for addresses, touched on the executor only.
  struct wait {
    explicit wait(const asio::any_io_executor& executor) : ended(executor) {}

    /// Cancelling it gives the wait up.
    asio::steady_timer ended;
    endpoints found;
  };

  name_service(asio::any_io_executor executor,
               std::shared_ptr<host_lookup> lookup);

  /// The addresses of an upstream; empty if it has none, or if the wait was
  /// given up. Without a bound in time of its own.
  asio::awaitable<endpoints> find(url to, std::shared_ptr<wait> here);

  /// Nothing comes onto the executor from here on; from any thread.
  void close();

private:
  void answer(const std::weak_ptr<wait>& to, const endpoints& found);

  std::shared_ptr<host_lookup> lookup_;
  std::mutex mutex_;
  std::optional<asio::any_io_executor> executor_; // guarded by mutex_
};

} // namespace smokehouse::http::upstream
