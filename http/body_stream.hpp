#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace smokehouse::http {

/// A body that is made while it is sent: a bounded channel from a producer on
/// any thread to the connection. A producer that holds on to it learns from
/// `write` that the client left.
class body_stream {
public:
  /// `max_bytes` bounds what may wait for the client.
  explicit body_stream(std::size_t max_bytes = 64 * 1024);

  /// Appends to the body, all of `piece` or nothing. False when the client is
  /// gone, after `finish`, or when the bound is reached.
  bool write(std::string_view piece);

  /// Ends the body: what was written is sent, then the answer is complete.
  void finish();

  /// True once nobody reads any more: nothing written will arrive.
  bool closed() const;

  /// For the connection: `wake` is called, on the producer's thread and with
  /// no lock held, when `take` has something new to give.
  void attach(std::function<void()> wake);

  /// For the connection: appends what waits to `into`; true when that was the
  /// end of the body.
  bool take(std::string& into);

  /// For the connection: nobody reads any more.
  void close();

private:
  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::string waiting_;
  std::function<void()> wake_;
  bool finished_ = false;
  bool closed_ = false;
};

} // namespace smokehouse::http
