#pragma once

#include <caf/actor_profiler.hpp>
#include <caf/actor_system_config.hpp>

#include <atomic>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::test {

/// What may go wrong with an actor.
enum class fault {
  /// A handler throws: the actor ends.
  thrown,
  /// It ends itself, for no reason, in the place of handling a message.
  quit,
  /// Another one kills it, with what it has begun.
  killed,
  /// A request is taken, and its promise dropped.
  promise_dropped,
  /// A request is answered with something that nobody expects.
  wrong_answer,
};

/// Whether it is the end of the actor.
bool ends_actor(fault what);

std::string_view name_of(fault what);

/// Makes actors of a system fail while they handle a message, inside them and
/// on their thread: it is told of every message, in front of whoever was before
/// it. Outlives the system. Thread-safe once that has begun.
class fault_injector final : public caf::actor_profiler {
public:
  /// Before the system of that configuration is made.
  void watch(caf::actor_system_config& config);

  /// Does that to the actor of that name that gets the `nth` message from now
  /// on, counted from 1 over all that have the name. The steps of coroutines
  /// and the ends of actors do not count, and where the fault is about an
  /// answer, nor does what is no request.
  void arm(std::string actor, fault what, std::size_t nth = 1);

  /// How many faults have not happened yet.
  std::size_t armed() const noexcept {
    return armed_;
  }

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
  struct plan {
    std::string actor;
    fault what;
    std::size_t left;
  };

  std::optional<fault> take(const caf::local_actor& self,
                            const caf::mailbox_element& element);

  caf::actor_profiler* next_ = nullptr;
  std::mutex mutex_;
  std::vector<plan> plans_; // guarded by mutex_
  std::atomic<std::size_t> armed_ = 0;
};

} // namespace smokehouse::test
