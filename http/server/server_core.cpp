#include "http/server/server_core.hpp"

#include "http/server/session.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

namespace smokehouse::http {

namespace {

// The servers of a process share the numbers: 2^48 for each of them.
std::uint64_t first_serial() {
  static std::atomic<std::uint64_t> servers{0};
  return ++servers << 48;
}

duration shortest(const server_settings& from) {
  return std::chrono::duration_cast<duration>(
      std::min({from.header_timeout, from.body_timeout, from.idle_timeout,
                from.write_timeout, from.request_timeout}));
}

server_settings with_limit(server_settings from) {
  if (!from.limit)
    from.limit = std::make_shared<connection_limit>(from.max_connections);
  return from;
}

} // namespace

server_core::server_core(asio::io_context& the_loop,
                         server_settings the_settings, handler the_handler,
                         server_counters& the_counters, observer* the_watcher)
    : settings(with_limit(std::move(the_settings))),
      shortest_timeout(shortest(settings)),
      loop(the_loop),
      counters(the_counters),
      watcher(the_watcher),
      on_request(std::move(the_handler)),
      descriptors(new poller(the_loop)),
      heads(settings.server_timing),
      sessions_turn(*this),
      last_serial_(first_serial()) {
  // nop
}

server_core::~server_core() = default;

void server_core::add(boost::intrusive_ptr<session> one) {
  one->place = sessions_.size();
  sessions_.push_back(std::move(one));
  counters.connections_accepted.add();
  counters.connections_open.add();
}

void server_core::remove(session& one) {
  const auto place = one.place;
  sessions_.back()->place = place;
  // The session may end here, unless its caller holds on to it.
  auto removed = std::exchange(sessions_[place], nullptr);
  sessions_[place] = std::move(sessions_.back());
  sessions_.pop_back();
  counters.connections_open.subtract();
  settings.limit->leave(clock::now() - one.opened());
  report_drained();
}

void server_core::drain(std::function<void()> done) {
  draining_ = true;
  on_drained_ = std::move(done);
  // Sessions may leave the list while it is walked.
  for (const auto& one : std::vector(sessions_))
    one->drain();
  report_drained();
}

void server_core::report_drained() {
  if (draining_ && sessions_.empty() && on_drained_)
    asio::post(loop, std::exchange(on_drained_, nullptr));
}

void server_core::close() {
  for (const auto& one : std::vector(sessions_))
    one->close(cancel_reason::server_closed);
}

void server_core::end() {
  on_drained_ = nullptr;
  close();
  descriptors->close();
  sessions_turn.end();
  on_request = nullptr; // Replies that are still out need it no more.
  std::lock_guard guard(mutex_);
  alive_ = false;
}

} // namespace smokehouse::http
