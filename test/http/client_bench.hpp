#pragma once

#include "http/client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smokehouse::test {

/// How a `get` ended.
struct outcome {
  boost::system::error_code error;
  http::client_response answer;
};

inline outcome to_outcome(std::exception_ptr failed,
                          http::client_response answer) {
  try {
    if (failed)
      std::rethrow_exception(failed);
  } catch (const boost::system::system_error& e) {
    return {e.code(), {}};
  }
  return {{}, std::move(answer)};
}

/// A client on a loop that the test turns by hand, each time for ten seconds
/// at most.
class client_bench {
public:
  explicit client_bench(const std::string& url,
                        http::client_settings settings = {}) {
    client.emplace(context.get_executor(), http::url::parse(url).value(),
                   std::move(settings));
  }

  /// Starts a GET; its outcome appears at the returned place.
  std::optional<outcome>& start(std::string target,
                                http::get_options options = {}) {
    auto& place =
        *outcomes_.emplace_back(std::make_unique<std::optional<outcome>>());
    auto got = client->get(std::move(target), std::move(options));
    boost::asio::co_spawn(context, std::move(got),
                          [&](std::exception_ptr e, http::client_response r) {
                            place = to_outcome(e, std::move(r));
                          });
    return place;
  }

  /// How many of the started GETs have an outcome.
  std::size_t finished() const {
    return std::ranges::count_if(
        outcomes_, [](auto& place) { return place->has_value(); });
  }

  /// Turns the loop until `done()`; false if that takes longer.
  bool turn_until(const std::function<bool()>& done) {
    auto limit = http::clock::now() + std::chrono::seconds(10);
    context.restart();
    while (!done() && http::clock::now() < limit)
      context.run_one_for(std::chrono::milliseconds(20));
    return done();
  }

  /// GETs and waits.
  outcome get(std::string target, http::get_options options = {}) {
    auto& place = start(std::move(target), std::move(options));
    turn_until([&] { return place.has_value(); });
    return place.value();
  }

  boost::asio::io_context context{1};
  std::optional<http::client> client;

private:
  std::vector<std::unique_ptr<std::optional<outcome>>> outcomes_;
};

} // namespace smokehouse::test
