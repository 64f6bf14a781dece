#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <caf/error.hpp>
#include <caf/message.hpp>

#include <atomic>
#include <exception>
#include <memory>
#include <utility>

namespace smokehouse::actors {

/// One wait of one coroutine that several threads may end: an answer, a
/// time-out and a cancellation can come at once, and the first one wins.
class pending {
public:
  using signature = void(std::exception_ptr, caf::message);

  /// What to go on with. (Boost 1.81's `any_completion_handler` cannot be
  /// moved into another: it wraps itself without end.)
  class continuation {
  public:
    virtual ~continuation() = default;
    virtual void resume(std::exception_ptr, caf::message) = 0;
  };

  explicit pending(boost::asio::any_io_executor waiter)
      : waiter_(std::move(waiter)) {}

  /// Resumes the coroutine with a result or an exception, through its executor
  /// and never at once: a cancellation must not resume what it cancels.
  /// @returns whether this call was the first. Thread-safe.
  bool settle(std::exception_ptr error, caf::message result);

  /// Settles with `failed{reason}`.
  bool fail(caf::error reason);

  /// Settles with `operation_aborted`.
  bool cancel();

  template <class Handler>
  void arm(Handler handler) {
    struct erased final : continuation {
      explicit erased(Handler&& h) : handler(std::move(h)) {}
      void resume(std::exception_ptr error, caf::message result) override {
        std::move(handler)(std::move(error), std::move(result));
      }
      Handler handler;
    };
    next_ = std::make_unique<erased>(std::move(handler));
  }

private:
  boost::asio::any_io_executor waiter_;
  std::unique_ptr<continuation> next_;
  std::atomic<bool> settled_ = false;
};

/// Suspends until `self` settles. `start` runs once everything is armed and
/// sets off what settles it.
/// @param self A smart pointer that dereferences to `pending`.
/// @param start Must live until the coroutine goes on.
template <class Pointer, class F>
boost::asio::awaitable<caf::message> wait_for(const Pointer& self, F& start) {
  namespace asio = boost::asio;
  return asio::async_initiate<const asio::use_awaitable_t<>&,
                              pending::signature>(
      [self, &start](auto h) {
        auto slot = asio::get_associated_cancellation_slot(h);
        if (slot.is_connected())
          slot.assign([self](asio::cancellation_type) { self->cancel(); });
        self->arm(std::move(h));
        start();
      },
      asio::use_awaitable);
}

} // namespace smokehouse::actors
