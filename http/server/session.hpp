#pragma once

#include "http/reply.hpp"
#include "http/server/poller.hpp"
#include "http/server/request_parser.hpp"
#include "http/server/slot.hpp"
#include "http/server/socket.hpp"
#include "http/server_counters.hpp"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/circular_buffer.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace smokehouse::http {

class output;
class server_core;

/// One connection of a server. Works in turns, see `turn`: writes what is
/// answered, reads, and parses until nothing is left or enough is unanswered.
/// Lives on its loop's thread; only `reply_sink`'s functions may be called
/// from others.
class session final : public reply_sink, public poll_target {
public:
  session(boost::intrusive_ptr<server_core> core, socket connection,
          const tcp::endpoint& peer);

  ~session() override;

  /// Joins the server and begins to read.
  void start();

  /// Takes no further requests, and closes once nothing is unanswered.
  void drain();

  /// Ends the connection at once; unanswered requests end as cancelled.
  void close(cancel_reason why);

  void answer(std::uint64_t number, response&& what) override;
  void drop(std::uint64_t number) noexcept override;
  std::shared_ptr<void>& attachment() noexcept override;
  asio::any_io_executor executor() const override;

  /// What a turn reads from, and writes to.
  socket& connection() noexcept {
    return socket_;
  }

  /// First step of a turn: goes on with what the client did not take, and once
  /// that is done appends the answers that are next in line. True if there are
  /// any: then `out` is to be written.
  bool begin_write(output& out);

  /// Second step: what came of writing `out`.
  void end_write(output& out, io_result result);

  /// Answers are sent that `after_write` has to see to.
  bool has_written() const noexcept {
    return written_;
  }

  /// Third step, once the others have written, too.
  void after_write();

  /// Fourth step: whether it is to be read from. Who only throws away what
  /// comes does it here, by way of `scratch`.
  bool begin_read(std::span<char> scratch);

  /// What most requests need no more than.
  static constexpr std::size_t small_read = 2 * 1024;

  /// It is to be read from on its own: more came at a time, or it speaks TLS.
  bool reads_alone() const noexcept {
    return reads_much_ || socket_.is_secure();
  }

  /// Fifth step: what came of reading into so much room.
  /// @returns how many bytes there are to take.
  std::size_t end_read(std::size_t room, io_result result);

  /// Last step: makes requests of what was read, now or before.
  void take_requests(std::string_view fresh);

  /// When it was accepted.
  time_point opened() const noexcept {
    return opened_;
  }

  /// Its index in the server's list.
  std::size_t place = 0;

  /// It takes part in the next turn.
  bool in_turn = false;

private:
  /// What the client is in the middle of sending.
  enum class phase : std::uint8_t { idle, header, body };

  using timer = asio::basic_waitable_timer<clock, asio::wait_traits<clock>,
                                           asio::io_context::executor_type>;

  // session.cpp
  void on_ready(std::uint32_t events) override;
  void work();
  void accept(std::uint64_t number, response&& what, std::string_view why);
  bool is_open() const noexcept {
    return socket_.is_open();
  }
  slot* find(std::uint64_t number) noexcept;
  void on_read_failure();

  // session_read.cpp
  bool may_take() const noexcept;
  bool is_only_heard() const noexcept;
  bool has_work() const noexcept;
  bool is_idle() const noexcept;
  void consume(std::string_view fresh);
  std::size_t parse(std::string_view data);
  void enter(phase next);
  void dispatch();
  slot& push_slot(bool keep_alive);
  time_point deadline_of(const request_data& data);
  void reject(request_fault fault);
  void on_end();
  void discard(std::span<char> into);

  // session_write.cpp
  void render_ready(output& out, time_point now);
  void render(slot& one, output& out, time_point now);
  bool render_stream(slot& one, output& out);
  void watch_stream(slot& one);
  void continue_write();
  void finish_rendered();
  void send_continue();
  void linger();

  // session_timer.cpp
  void arm(time_point when);
  void count(slow_at what) noexcept;
  void on_timer();
  void expire_requests(time_point now);
  void cancel(slot& one, cancel_reason why);
  bool expire_reading(time_point now);
  time_point next_deadline() const;
  time_point reading_deadline() const;

  boost::intrusive_ptr<server_core> core_;
  socket socket_;
  tcp::endpoint peer_;
  request_parser parser_;
  /// Bytes that are read and not parsed.
  std::string rest_;
  /// Unanswered requests in the order of their arrival; `first_` is the
  /// number of the first.
  boost::circular_buffer<slot> slots_;
  std::uint64_t first_ = 0;
  std::size_t waiting_ = 0;
  /// What the socket did not take.
  std::unique_ptr<output> pending_;
  std::shared_ptr<void> attachment_;
  std::optional<timer> timer_;
  time_point armed_ = time_point::max();
  time_point opened_ = clock::now();
  /// What of it the client took since `write_since_`.
  std::size_t taken_ = 0;
  /// When the phase, the write (or its last part that counts), the end of the
  /// client, or the wait for its close began.
  time_point phase_since_;
  time_point write_since_;
  time_point end_since_;
  std::atomic<bool> closed_ = false;
  phase phase_ = phase::idle;
  bool readable_ = false;
  bool reads_much_ = false;
  /// The system has told that the client closes; a read will say so, too.
  bool ending_ = false;
  /// The client has closed its side.
  bool ended_ = false;
  /// No further requests are taken.
  bool last_ = false;
  /// `rest_` needs more bytes to make sense.
  bool starved_ = true;
  bool served_ = false;
  /// The system takes more of `pending_`.
  bool writable_ = false;
  /// All that was rendered is sent; `after_write` is to come.
  bool written_ = false;
  bool continued_ = false;
  bool lingering_ = false;
};

} // namespace smokehouse::http
