#include "actors/runtime/ask.hpp"

#include "actors/error.hpp"
#include "actors/insight/message_probe.hpp"
#include "actors/runtime/pending.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/runtime/timeout.hpp"
#include "actors/runtime/work_context.hpp"
#include "actors/types.hpp"

#include <boost/asio/this_coro.hpp>
#include <caf/local_actor.hpp>

#include <atomic>
#include <functional>
#include <memory>

namespace smokehouse::actors {

namespace {

/// Where the answer to one ask arrives.
class ask_port final : public reply_port, public pending {
public:
  ask_port(caf::actor_config& config, boost::asio::any_io_executor waiter)
      : reply_port(config, running_message::here().actor,
                   work_context::here().request),
        pending(std::move(waiter)) {}

  http::cancellation* cancellation() noexcept override {
    return &cancellation_;
  }

  // Whoever is asked learns that nobody waits, and so do those that it asks.

  bool cancel() {
    return pending::cancel() && gave_up();
  }

  bool expire() {
    return fail(caf::sec::request_timeout) && gave_up();
  }

  /// When the answer came; now, if it did not.
  http::time_point answered() const {
    const auto at = answered_.load();
    return at == http::time_point{} ? http::clock::now() : at;
  }

private:
  bool deliver(caf::mailbox_element_ptr what, caf::execution_unit*) override {
    if (!what->mid.is_response())
      return false;
    answered_.store(http::clock::now());
    auto& payload = what->payload;
    if (payload.match_elements<caf::error>())
      return fail(std::move(payload.get_mutable_as<caf::error>(0)));
    return settle(nullptr, std::move(payload));
  }

  bool gave_up() {
    cancellation_.request();
    return true;
  }

  http::cancellation cancellation_;
  std::atomic<http::time_point> answered_;
};

/// Tells the timeline of the request that this thread is at of one ask.
class timed_ask {
public:
  timed_ask(const caf::strong_actor_ptr& receiver, const ask_port& port)
      : port_(port) {
    const auto& context = work_context::here();
    if (!context.timed)
      return;
    request_ = context.request;
    number_ =
        request_->timeline.begin_ask(name_of(receiver), http::clock::now());
  }

  timed_ask(const timed_ask&) = delete;
  timed_ask& operator=(const timed_ask&) = delete;

  ~timed_ask() {
    if (request_)
      request_->timeline.end_ask(number_, port_.answered());
  }

private:
  static std::string_view name_of(const caf::strong_actor_ptr& receiver) {
    auto* actor = dynamic_cast<const caf::local_actor*>(receiver->get());
    const auto* names = names_of(*receiver->home_system);
    return actor && names ? names->of(kind_of(*actor)) : "actor";
  }

  const ask_port& port_;
  boost::intrusive_ptr<http::request_data> request_;
  std::size_t number_ = 0;
};

/// Keeps the port; its end settles the ask, be it that the time has come or
/// that the shard, and the timer with it, ends before.
class expiry {
public:
  explicit expiry(caf::strong_actor_ptr port) : port_(std::move(port)) {}
  expiry(const expiry&) = delete;
  expiry& operator=(const expiry&) = delete;
  ~expiry() {
    port_of<ask_port>(port_).expire();
  }

private:
  caf::strong_actor_ptr port_;
};

std::function<void()> release(std::shared_ptr<expiry> end) {
  return [end = std::move(end)]() mutable { end.reset(); };
}

struct port_pointer {
  caf::strong_actor_ptr port;
  ask_port* operator->() const {
    return &port_of<ask_port>(port);
  }
};

/// The only request of a port; the answer carries the matching id.
constexpr auto request_id =
    caf::message_id{caf::message_id::default_async_value | 1};

} // namespace

task<caf::message> ask_message(caf::strong_actor_ptr receiver,
                               caf::timespan after, caf::message request) {
  if (!receiver)
    throw failed{caf::make_error(error::unavailable)};
  auto executor = co_await boost::asio::this_coro::executor;
  auto& system = *receiver->home_system;
  // Named, not temporaries: g++ 12 destroys aggregates that are made inside an
  // awaited expression twice.
  auto port = make_port<ask_port>(system, executor);
  port_pointer self{port};
  auto end = std::make_shared<expiry>(port);
  timeout bound{system, after, release(std::move(end))};
  auto send = [&] {
    receiver->enqueue(port, request_id, std::move(request), shard::current());
  };
  timed_ask timed{receiver, port_of<ask_port>(port)};
  auto answer = wait_for(self, send);
  co_return co_await std::move(answer);
}

} // namespace smokehouse::actors
