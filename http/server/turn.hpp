#pragma once

#include "http/server/output.hpp"
#include "http/server/socket_batch.hpp"
#include "http/step_queue.hpp"

#include <boost/smart_ptr/intrusive_ptr.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace smokehouse::http {

class server_core;
class session;

/// What the sessions of a server do in one turn of the loop, in step: they
/// render, write, read, and parse, sixty of them side by side. Code that runs
/// so often in a row stays in the processor's caches, which the system's own
/// code would otherwise sweep between any two of our steps: it took a request
/// from 1.40 of the floor's CPU to 1.15.
class turn final : public step {
public:
  explicit turn(server_core& core);

  ~turn();

  /// Has a session take part in the next turn.
  void add(session& one);

  /// There is no further turn.
  void end() noexcept;

  void run_step() override;

private:
  using list = std::vector<boost::intrusive_ptr<session>>;
  using group = std::span<const boost::intrusive_ptr<session>>;

  static group first_of(group sessions) noexcept;
  void write();
  bool write(group sessions);
  void read_and_parse();
  std::size_t read(group sessions);

  server_core& core_;
  step_queue& steps_;
  list next_;
  list now_;
  socket_batch batch_;
  /// Of each session of a group: whether it takes part, what it writes (empty
  /// between two uses), where what it reads is, and what came of either.
  std::array<bool, socket_batch::most> due_;
  std::array<output, socket_batch::most> outputs_;
  std::array<std::span<char>, socket_batch::most> read_;
  std::array<io_result, socket_batch::most> results_;
  /// What the sessions of a group read: an idle connection owns no buffer.
  std::unique_ptr<char[]> buffer_;
};

} // namespace smokehouse::http
