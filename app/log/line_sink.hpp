#pragma once

#include "app/log/line_writer.hpp"

#include <spdlog/sinks/base_sink.h>

#include <memory>
#include <mutex>

namespace smokehouse::app {

/// Where spdlog leaves its lines: with a writer, which makes it asynchronous.
/// spdlog's own queue allocates all its slots at the start, a third of the time
/// to the first answer.
class line_sink final : public spdlog::sinks::base_sink<std::mutex> {
public:
  explicit line_sink(std::shared_ptr<line_writer> out) : out_(std::move(out)) {
    // nop
  }

private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    line_.clear();
    formatter_->format(message, line_);
    // The formatter ends a line, and so does the writer.
    out_->print({line_.data(), line_.size() - 1});
  }

  void flush_() override {
    // nop
  }

  std::shared_ptr<line_writer> out_;
  spdlog::memory_buf_t line_;
};

} // namespace smokehouse::app
