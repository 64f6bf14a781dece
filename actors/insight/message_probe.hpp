#pragma once

#include "actors/insight/actor_kind.hpp"
#include "actors/insight/edge_table.hpp"
#include "http/types.hpp"

#include <caf/actor_profiler.hpp>

#include <mutex>
#include <vector>

namespace smokehouse::actors {

/// The message that this thread is handling, told by the probe of its system.
struct running_message {
  /// Null outside of messages, and in systems without a probe.
  actor_kind actor = nullptr;
  /// When its handling began.
  http::time_point began;

  static running_message& here() noexcept;
};

namespace detail {
inline thread_local constinit running_message this_message;
} // namespace detail

inline running_message& running_message::here() noexcept {
  return detail::this_message;
}

/// When the handling of the message began that this thread is in; now, where
/// no probe tells.
http::time_point message_began() noexcept;

/// Is told by CAF of every message that an actor handles: keeps the shards'
/// activity and the counts of who sends to whom. Outlives its system.
class message_probe final : public caf::actor_profiler {
public:
  const actor_names& names() const noexcept {
    return names_;
  }

  /// What was handled on threads that are no shard's.
  std::vector<edge_counts> edges_elsewhere() const;

  void add_actor(const caf::local_actor& self,
                 const caf::local_actor* parent) override;
  void remove_actor(const caf::local_actor& self) override;
  void before_processing(const caf::local_actor& self,
                         const caf::mailbox_element& element) override;
  void after_processing(const caf::local_actor& self,
                        caf::invoke_message_result result) override;
  void before_sending(const caf::local_actor& self,
                      caf::mailbox_element& element) override;
  void before_sending_scheduled(const caf::local_actor& self,
                                caf::actor_clock::time_point timeout,
                                caf::mailbox_element& element) override;

private:
  actor_names names_;
  mutable std::mutex mutex_;
  edge_table elsewhere_; // guarded by mutex_
};

} // namespace smokehouse::actors
