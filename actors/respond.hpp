#pragma once

#include "actors/error.hpp"
#include "actors/runtime/coroutine_scope.hpp"

#include <caf/result.hpp>
#include <caf/typed_response_promise.hpp>

#include <exception>
#include <utility>

namespace smokehouse::actors {

/// Lets a coroutine answer the request that `self` is handling: what it
/// returns is the answer, what it throws becomes an error by `to_error`. It is
/// done for the request that the message is about, and is cancelled once nobody
/// waits for the answer any more.
/// @param on_error `void(const caf::error&)`, called inside the actor before
///                 the error is delivered.
/// @param on_success `void()`, likewise before the answer is.
template <class Self, class T, class F, class G>
caf::result<T> respond(Self* self, coroutine_scope& scope, task<T> work,
                       F on_error, G on_success) {
  const auto& message = *self->current_mailbox_element();
  const auto context = work_context::of(message);
  const auto queued = message.enqueue_time;
  auto who = waiter::of(message);
  auto promise = self->template make_response_promise<T>();
  scope.spawn(
      std::move(work),
      [promise, on_error, on_success](std::exception_ptr thrown,
                                      T value) mutable {
        if (!thrown) {
          on_success();
          promise.deliver(std::move(value));
          return;
        }
        auto reason = to_error(std::move(thrown));
        on_error(reason);
        promise.deliver(std::move(reason));
      },
      context, queued, std::move(who));
  return promise;
}

/// The same where nobody needs to be told.
template <class Self, class T>
caf::result<T> respond(Self* self, coroutine_scope& scope, task<T> work) {
  return respond(
      self, scope, std::move(work), [](const caf::error&) {}, [] {});
}

} // namespace smokehouse::actors
