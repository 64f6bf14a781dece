#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>
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
  using signature = void(std::exception_ptr);

  /// What to go on with, and where. (Boost 1.81's `any_completion_handler`
  /// cannot be moved into another: it wraps itself without end.)
  class continuation {
  public:
    virtual ~continuation() = default;
    virtual boost::asio::any_io_executor executor() const = 0;
    virtual void resume(std::exception_ptr) = 0;
  };

  pending() = default;
  pending(const pending&) = delete;
  pending& operator=(const pending&) = delete;
  virtual ~pending() = default;

  /// Resumes the coroutine, with the exception if there is one, through its
  /// executor and never at once: a cancellation must not resume what it
  /// cancels.
  /// @param result For `take_result`.
  /// Precondition: armed.
  /// @returns whether this call was the first. Thread-safe.
  bool settle(std::exception_ptr error, caf::message result);

  /// Settles with `failed{reason}`.
  bool fail(caf::error reason);

  /// Settles with `operation_aborted`.
  virtual bool cancel();

  template <class Handler>
  void arm(Handler handler) {
    struct erased final : continuation {
      explicit erased(Handler&& h) : handler(std::move(h)) {}
      boost::asio::any_io_executor executor() const override {
        return boost::asio::get_associated_executor(handler);
      }
      void resume(std::exception_ptr error) override {
        std::move(handler)(std::move(error));
      }
      Handler handler;
    };
    next_ = std::make_unique<erased>(std::move(handler));
  }

  /// What it was settled with, for the coroutine that has gone on.
  caf::message take_result() noexcept {
    return std::move(result_);
  }

private:
  std::unique_ptr<continuation> next_;
  caf::message result_;
  std::atomic<bool> settled_ = false;
};

/// To be awaited: suspends until `self` settles. An operation, no coroutine: it
/// waits in the frame of who awaits it. (With a coroutine for each wait and a
/// function for each timer a smoking request held 13.7 KiB, not 11.8.)
/// @param self A smart pointer that dereferences to `pending`.
/// @param start `void()`. Sets off what settles it, once everything is armed.
///              The coroutine is suspended then, so what this throws would
///              end the actor.
template <class Pointer, class F>
auto wait_for(Pointer self, F start) {
  namespace asio = boost::asio;
  return asio::async_initiate<const asio::deferred_t&, pending::signature>(
      [self = std::move(self), start = std::move(start)](auto handler) {
        auto slot = asio::get_associated_cancellation_slot(handler);
        if (slot.is_connected())
          slot.assign([self](asio::cancellation_type) { self->cancel(); });
        self->arm(std::move(handler));
        start();
      },
      asio::deferred);
}

} // namespace smokehouse::actors
