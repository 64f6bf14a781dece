#pragma once

#include "http/response.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <cstdint>
#include <memory>

namespace smokehouse::http {

/// Where replies go: the connection, or a test's stand-in for one.
class reply_sink : public boost::intrusive_ref_counter<reply_sink> {
public:
  virtual ~reply_sink() = default;

  /// Takes the answer to the request of that number; from any thread.
  virtual void answer(std::uint64_t number, response&& what) = 0;

  /// Learns that no answer will come; from any thread.
  virtual void drop(std::uint64_t number) noexcept = 0;

  virtual std::shared_ptr<void>& attachment() noexcept = 0;

  virtual asio::any_io_executor executor() const = 0;
};

/// The one chance to answer one request: movable, used once, from any thread.
/// Dropped without use it answers 503 (counted as shed).
class reply {
public:
  reply() noexcept = default;

  reply(boost::intrusive_ptr<reply_sink> sink, std::uint64_t number) noexcept
      : sink_(std::move(sink)), number_(number) {
    // nop
  }

  reply(reply&&) noexcept = default;

  reply& operator=(reply&& other) noexcept;

  ~reply();

  /// False once it was used or moved from.
  explicit operator bool() const noexcept {
    return sink_ != nullptr;
  }

  /// Answers. On the connection's thread this is a function call that may
  /// write to the socket; on any other it is posted there. Does nothing when
  /// the client is gone.
  void send(response what) &&;

  /// Storage of the connection for the handler's use, shared by all requests
  /// of the connection and dropped when it ends. Only on its thread.
  std::shared_ptr<void>& attachment() const noexcept {
    return sink_->attachment();
  }

  /// The loop that the connection lives on.
  asio::any_io_executor executor() const {
    return sink_->executor();
  }

private:
  void abandon() noexcept;

  boost::intrusive_ptr<reply_sink> sink_;
  std::uint64_t number_ = 0;
};

} // namespace smokehouse::http
