#pragma once

#include <caf/abstract_actor.hpp>
#include <caf/actor_config.hpp>
#include <caf/actor_system.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/make_actor.hpp>

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

protected:
  using caf::abstract_actor::abstract_actor;

  /// Takes one message on the sender's thread; returns whether it was wanted.
  virtual bool deliver(caf::mailbox_element_ptr what,
                       caf::execution_unit* host) = 0;
};

/// Makes a port; `Port`'s constructor takes an `actor_config&`, then `args`.
template <class Port, class... Args>
caf::strong_actor_ptr make_port(caf::actor_system& system, Args&&... args) {
  caf::actor_config config;
  return caf::make_actor<Port, caf::strong_actor_ptr>(
      system.next_actor_id(), system.node(), &system, config,
      std::forward<Args>(args)...);
}

/// The port behind a pointer that `make_port<Port>` returned.
template <class Port>
Port& port_of(const caf::strong_actor_ptr& port) {
  return *static_cast<Port*>(port->get());
}

} // namespace smokehouse::actors
