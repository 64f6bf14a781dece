#pragma once

#include "http/server/io_result.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace smokehouse::http {

class output;
class socket;

/// Reads and writes of many sockets in one call of the system, by io_uring: a
/// request costs a share of two calls in place of two. For TLS, for what is in
/// more than one piece, and where the system has no io_uring or refuses it,
/// each is a call of its own.
///
/// None of them ever waits, so all are done when the call returns: this is no
/// other way to wait for sockets, which is `poller`'s. For one thread.
class socket_batch {
public:
  /// The most operations between two calls of `run`.
  static constexpr std::size_t most = 64;

  /// @param together Otherwise each operation is a call of its own.
  explicit socket_batch(bool together);

  ~socket_batch();

  /// Like `from.read(into)`; the result is there after `run`.
  void read(socket& from, std::span<char> into, io_result& result);

  /// Like `from.write_to(to)`; the result is there after `run`.
  void write(output& from, socket& to, io_result& result);

  /// Does what was asked for.
  void run() noexcept;

  /// Whether operations go together, as far as is known by now.
  bool is_together() const noexcept {
    return together_;
  }

private:
  class ring;

  struct operation {
    socket* on;
    /// Null where it reads `into`.
    output* from;
    std::span<char> into;
    io_result* result;
    bool done = false;
  };

  void add(operation one);
  static void perform(operation& one) noexcept;
  static void settle(operation& one, int result) noexcept;
  void run_together() noexcept;

  std::vector<operation> queue_;
  std::unique_ptr<ring> ring_;
  bool together_;
};

} // namespace smokehouse::http
