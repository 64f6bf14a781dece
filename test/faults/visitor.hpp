#pragma once

#include "test/support/raw_client.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace smokehouse::test {

/// What visitors have seen.
struct visits {
  std::int64_t asked = 0;
  /// Answers by status.
  std::map<int, std::int64_t> answers;
  /// Answers that say that a background job has begun.
  std::int64_t jobs = 0;
  /// What was wrong with an answer, or that there was none.
  std::vector<std::string> wrong;

  void operator+=(const visits& other);
};

/// Asks on one connection, kept where the service keeps it, and looks at each
/// answer: one that is whole, for this very request, and where it is 500 or 503
/// a problem with what belongs to it. No other failure is right.
class visitor {
public:
  explicit visitor(std::uint16_t port) : port_(port) {}

  /// The answer; its status is 0 if there was none.
  raw_answer ask(const std::string& target);

  visits seen;

private:
  raw_answer read(const std::string& target, const std::string& id);

  std::uint16_t port_;
  std::unique_ptr<raw_client> connection_;
};

/// A path that is answered by a stream without end.
inline constexpr std::string_view endless_path = "/stats/stream";

/// All paths of the service but those that are answered for POST only.
std::vector<std::string> all_paths();

/// So many visitors, each with a thread of its own, who ask for everything in
/// turn until they are told to stop.
class visitors {
public:
  visitors(std::uint16_t port, std::size_t n);

  ~visitors();

  /// What they have seen together.
  visits stop();

private:
  void run(visitor& one, std::size_t first);

  std::vector<visitor> all_;
  std::atomic<bool> over_ = false;
  std::vector<std::jthread> threads_;
};

} // namespace smokehouse::test
