#include "actors/runtime/asking.hpp"

#include "actors/error.hpp"
#include "actors/insight/message_probe.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/runtime/work_context.hpp"
#include "actors/types.hpp"

#include <caf/local_actor.hpp>
#include <caf/sec.hpp>

#include <atomic>
#include <optional>

namespace smokehouse::actors {

namespace {

std::string_view name_of(const caf::strong_actor_ptr& receiver) {
  auto* actor = dynamic_cast<const caf::local_actor*>(receiver->get());
  const auto* names = names_of(*receiver->home_system);
  return actor && names ? names->of(kind_of(*actor)) : "actor";
}

/// Where the answer to one ask arrives.
class ask_port final : public reply_port, public pending {
public:
  explicit ask_port(caf::actor_config& config)
      : reply_port(config, running_message::here().actor,
                   work_context::here().request) {}

  http::cancellation* cancellation() noexcept override {
    return &cancellation_;
  }

  // Whoever is asked learns that nobody waits, and so do those that it asks.

  bool cancel() override {
    return pending::cancel() && gave_up();
  }

  bool expire() {
    return fail(caf::sec::request_timeout) && gave_up();
  }

  // The timeline of the request that this thread is at is told of the ask.

  void begin_time(const caf::strong_actor_ptr& receiver) {
    if (work_context::here().timed)
      number_ = asked_for()->timeline.begin_ask(name_of(receiver),
                                                http::clock::now());
  }

  void end_time() {
    if (number_)
      asked_for()->timeline.end_ask(*number_, answered());
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

  /// When the answer came; now, if it did not.
  http::time_point answered() const {
    const auto at = answered_.load();
    return at == http::time_point{} ? http::clock::now() : at;
  }

  http::cancellation cancellation_;
  std::atomic<http::time_point> answered_;
  /// Of a timed ask.
  std::optional<std::size_t> number_;
};

/// Keeps the port; settles the ask when the time has come, and also when the
/// shard, and the timer with it, ends before.
class expiry {
public:
  explicit expiry(caf::strong_actor_ptr port) : port_(std::move(port)) {}
  expiry(expiry&&) = default;
  expiry& operator=(expiry&&) = delete;

  ~expiry() {
    if (port_)
      port_of<ask_port>(port_).expire();
  }

  void operator()() {
    port_of<ask_port>(port_).expire();
  }

private:
  caf::strong_actor_ptr port_;
};

/// The only request of a port; the answer carries the matching id.
constexpr auto request_id =
    caf::message_id{caf::message_id::default_async_value | 1};

} // namespace

asking::asking(caf::strong_actor_ptr receiver, caf::timespan bound,
               caf::message request)
    : receiver_(std::move(receiver)),
      bound_(bound),
      request_(std::move(request)) {}

asking::~asking() {
  if (port_)
    port_of<ask_port>(port_).end_time();
}

pending* asking::pointer::operator->() const noexcept {
  return &port_of<ask_port>(port);
}

void asking::make_port() {
  if (!receiver_)
    throw failed{caf::make_error(error::unavailable)};
  port_ = actors::make_port<ask_port>(*receiver_->home_system);
  port_of<ask_port>(port_).begin_time(receiver_);
}

void asking::send() {
  expiry_.start(*receiver_->home_system, bound_, expiry{port_});
  receiver_->enqueue(port_, request_id, std::move(request_), shard::current());
}

caf::message asking::take_answer() noexcept {
  return port_of<ask_port>(port_).take_result();
}

} // namespace smokehouse::actors
