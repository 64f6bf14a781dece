#pragma once

#include "http/request.hpp"

#include <caf/mailbox_element.hpp>

#include <optional>

namespace smokehouse::actors {

/// The request that work is done for. It goes from step to step of a coroutine,
/// with an `ask` to the actor that is asked, with a job to the thread that does
/// it: nobody passes it on by hand.
struct work_context {
  /// Null for work that is for none.
  boost::intrusive_ptr<http::request_data> request = {};
  /// Whether the time is told to the request's timeline: by the view that
  /// answers it, not by those that it asks.
  bool timed = false;

  /// What this thread does now.
  static const work_context& here() noexcept;

  /// What the handler of that message does: for the request in it, or for the
  /// one that the asker is at.
  static work_context of(const caf::mailbox_element& element);

  /// The same where it is known that this request is in the message.
  static work_context of(const caf::mailbox_element& element,
                         const http::request& request);
};

/// Makes a context the one of this thread, for its lifetime. While it lasts, a
/// timed request's timeline says that it is being handled.
class context_guard {
public:
  /// @param context Has to stay as long.
  /// @param queued When the message came that began this, if known.
  explicit context_guard(const work_context& context,
                         http::time_point queued = {}) noexcept;

  context_guard(const context_guard&) = delete;
  context_guard& operator=(const context_guard&) = delete;

  ~context_guard();

private:
  const work_context* previous_;
};

/// Tells the timeline of the request that this thread is at that it waits for
/// several at once, from here to the call of `end` or the end of this.
class timed_join {
public:
  timed_join();
  timed_join(const timed_join&) = delete;
  timed_join& operator=(const timed_join&) = delete;
  ~timed_join() {
    end();
  }

  void end() noexcept;

private:
  boost::intrusive_ptr<http::request_data> request_;
};

/// The request that this thread works for.
std::optional<http::request> current_request();

} // namespace smokehouse::actors
