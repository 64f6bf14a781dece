#pragma once

#include "actors/insight/actor_kind.hpp"
#include "http/request_data.hpp"

#include <caf/abstract_actor.hpp>
#include <caf/actor_config.hpp>
#include <caf/actor_system.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>

#include <atomic>
#include <utility>

namespace smokehouse::actors {

/// An address that answers go to without an actor behind it: no mailbox, no
/// thread, no entry in a table of pending requests. Whoever sends an answer
/// runs `deliver` on its own thread.
///
/// CAF's event-based actors keep pending requests in a flat vector, where each
/// answer costs O(n); a port costs the same with 10 as with 10,000 of them.
class reply_port : public caf::abstract_actor {
public:
  bool enqueue(caf::mailbox_element_ptr what, caf::execution_unit* host) final {
    return deliver(std::move(what), host);
  }

  // A port neither ends nor fails: nothing to monitor, nothing to link to.
  void attach(caf::attachable_ptr) final {}
  std::size_t detach(const caf::attachable::token&) final {
    return 0;
  }
  void add_link(caf::abstract_actor*) final {}
  void remove_link(caf::abstract_actor*) final {}
  bool add_backlink(caf::abstract_actor*) final {
    return false;
  }
  bool remove_backlink(caf::abstract_actor*) final {
    return false;
  }

  /// `caf::make_actor` asks for it; a port has no metrics of its own.
  void setup_metrics() {}

  /// Who a message that came from here is from, for a receiver of that kind.
  actor_kind origin_for(actor_kind receiver) const noexcept {
    auto hop = passed_on_by_.load(std::memory_order_relaxed);
    return hop && hop != receiver ? hop : owner_ ? owner_ : &unnamed_kind;
  }

  /// An actor of that kind hands on what comes from here.
  void set_passed_on_by(actor_kind who) noexcept {
    passed_on_by_.store(who, std::memory_order_relaxed);
  }

  /// Says whether its owner still waits, where that is the port's to say.
  virtual http::cancellation* cancellation() noexcept {
    return nullptr;
  }

  /// The request that its owner is at when it asks; may be null.
  const boost::intrusive_ptr<http::request_data>& asked_for() const noexcept {
    return asked_for_;
  }

protected:
  /// @param owner Who waits for what arrives here.
  reply_port(caf::actor_config& config, actor_kind owner,
             boost::intrusive_ptr<http::request_data> asked_for = nullptr)
      : caf::abstract_actor(config),
        owner_(owner),
        asked_for_(std::move(asked_for)) {}

  /// Takes one message on the sender's thread; returns whether it was wanted.
  virtual bool deliver(caf::mailbox_element_ptr what,
                       caf::execution_unit* host) = 0;

private:
  actor_kind owner_;
  boost::intrusive_ptr<http::request_data> asked_for_;
  std::atomic<actor_kind> passed_on_by_ = nullptr;
};

/// Marks the ids of ports: CAF counts those of actors up from one.
inline constexpr caf::actor_id port_id_mark = caf::actor_id{1} << 62;

/// Makes a port; `Port`'s constructor takes an `actor_config&`, then `args`.
template <class Port, class... Args>
caf::strong_actor_ptr make_port(caf::actor_system& system, Args&&... args) {
  caf::actor_config config;
  return caf::make_actor<Port, caf::strong_actor_ptr>(
      system.next_actor_id() | port_id_mark, system.node(), &system, config,
      std::forward<Args>(args)...);
}

/// Whether an address is a port's; cheaper than a cast.
inline bool is_port(const caf::strong_actor_ptr& address) noexcept {
  return address && (address->id() & port_id_mark) != 0;
}

/// Precondition: `is_port(address)`.
inline reply_port& port_behind(const caf::strong_actor_ptr& address) {
  return *static_cast<reply_port*>(address->get());
}

/// The port behind a pointer that `make_port<Port>` returned.
template <class Port>
Port& port_of(const caf::strong_actor_ptr& port) {
  return *static_cast<Port*>(port->get());
}

} // namespace smokehouse::actors
