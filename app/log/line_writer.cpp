#include "app/log/line_writer.hpp"

#include "app/log/fd_sink.hpp"

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>

#include <chrono>
#include <thread>

namespace smokehouse::app {

line_writer::line_writer(int fd, std::size_t queue, const std::string& pattern)
    : thread_(std::make_shared<spdlog::details::thread_pool>(queue, 1)) {
  // A line is visible at once when it is the last that waits; under load the
  // sink collects lines, and one system call writes many.
  auto more = [pool = thread_.get()] { return pool->queue_size() > 0; };
  sink_ = std::make_shared<fd_sink>(fd, more);
  logger_ = std::make_shared<spdlog::async_logger>(
      "smokehouse", sink_, thread_,
      spdlog::async_overflow_policy::overrun_oldest);
  logger_->set_pattern(pattern, spdlog::pattern_time_type::local);
  logger_->set_level(spdlog::level::trace);
  // There is nowhere left to tell it.
  logger_->set_error_handler([](const std::string&) {});
}

line_writer::~line_writer() {
  sink_->give_up_at(std::chrono::steady_clock::now() + std::chrono::seconds{1});
  // A logger without its thread would throw.
  logger_->set_level(spdlog::level::off);
  thread_.reset();
  sink_->flush();
}

void line_writer::write_out() {
  using namespace std::chrono_literals;
  auto end = std::chrono::steady_clock::now() + 1s;
  sink_->give_up_at(end);
  while (thread_->queue_size() > 0 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(1ms);
  // The last line has left the queue and may not have reached the sink.
  std::this_thread::sleep_for(5ms);
  sink_->flush();
}

std::size_t line_writer::lost() const {
  return thread_->overrun_counter();
}

} // namespace smokehouse::app
