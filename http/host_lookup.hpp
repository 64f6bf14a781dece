#pragma once

#include "http/types.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace smokehouse::http {

/// Finds the addresses of hosts by the system's resolver, which blocks, and
/// with a name server that does not answer for half a minute. Each look-up has
/// a thread of its own that nobody ever waits for, neither the end of a loop
/// nor that of the process; whoever asks for a host that is being looked up
/// shares the answer, so there is one such thread for each host. Any thread may
/// use it.
class host_lookup : public std::enable_shared_from_this<host_lookup> {
public:
  /// Empty if the host has none, or nobody could be asked.
  using endpoints = std::vector<tcp::endpoint>;

  using listener = std::function<void(const endpoints&)>;

  /// Ends the wait when it is gone; a call that has begun may still be running.
  using wait = std::shared_ptr<void>;

  /// Finds the addresses of one host, for as long as that takes.
  using resolver =
      std::function<endpoints(const std::string& host, std::uint16_t port)>;

  /// Asks the system.
  host_lookup();

  explicit host_lookup(resolver ask) : ask_(std::move(ask)) {}

  /// Has `on_found` called once, on the look-up's thread.
  /// Throws `std::system_error` if there can be no thread.
  wait find(const std::string& host, std::uint16_t port, listener on_found);

private:
  using place = std::pair<std::string, std::uint16_t>;

  void start(const place& which);
  void finish(const place& which, const endpoints& found);

  const resolver ask_;
  std::mutex mutex_;
  std::map<place, std::vector<std::weak_ptr<listener>>>
      pending_; // guarded by mutex_
};

} // namespace smokehouse::http
