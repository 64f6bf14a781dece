#pragma once

#include <caf/fwd.hpp>

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace smokehouse::actors {

/// All actors of one name, as a word that is cheap to get and never changes:
/// the address of the histogram that CAF counts their handling in, or of one
/// of the labels below. Compared and looked up, never dereferenced.
using actor_kind = const void*;

/// @name Who takes part in messages without being an actor with metrics
/// @{
extern const char connection_kind; ///< an HTTP connection
/// An actor's own coroutine goes on: after a timer, a socket, or an answer.
extern const char loop_kind;
extern const char unnamed_kind;    ///< a sender that gave no address
extern const char unmeasured_kind; ///< an actor that has no metrics
/// @}

/// The kind of an actor; `&unmeasured_kind` where metrics are off.
actor_kind kind_of(const caf::local_actor& actor) noexcept;

/// What kinds are called. As many entries as there are names. Thread-safe.
class actor_names {
public:
  actor_names();

  void add(actor_kind kind, std::string_view name);

  /// The text lives as long as this; `?` for a kind that was never added.
  std::string_view of(actor_kind kind) const;

private:
  mutable std::mutex mutex_;
  std::unordered_map<actor_kind, std::string> names_; // guarded by mutex_
};

} // namespace smokehouse::actors
