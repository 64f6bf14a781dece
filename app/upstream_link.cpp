#include "app/upstream_link.hpp"

#include "actors/metrics/upstream_metrics.hpp"
#include "http/circuit_breaker.hpp"
#include "http/client_tls.hpp"
#include "http/host_lookup.hpp"
#include "http/retry_budget.hpp"

#include <boost/system/system_error.hpp>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <system_error>

namespace smokehouse::app {

namespace {

double share_of(std::size_t percent) {
  return static_cast<double>(percent) / 100;
}

void log_change(spdlog::logger& log, const http::breaker_stats& now,
                caf::timespan open_for) {
  using seconds = std::chrono::duration<double>;
  switch (now.state) {
  case http::breaker_state::open:
    log.warn("upstream: {:.0f} % of {} calls failed; the breaker is open for "
             "{} s",
             now.failure_rate * 100, now.calls, seconds{open_for}.count());
    return;
  case http::breaker_state::half_open:
    log.info("upstream: the breaker is half open and tries a call");
    return;
  case http::breaker_state::closed:
    log.info("upstream: that went well; the breaker is closed");
    return;
  }
}

std::shared_ptr<http::circuit_breaker>
breaker_of(const upstream_settings& from, std::shared_ptr<spdlog::logger> log) {
  if (!from.breaker_failure_rate)
    return nullptr;
  http::breaker_settings settings{.failure_rate =
                                      share_of(*from.breaker_failure_rate),
                                  .min_calls = from.breaker_min_calls,
                                  .window = from.breaker_window,
                                  .open_for = from.breaker_open_for};
  return std::make_shared<http::circuit_breaker>(
      settings, [log, open_for = from.breaker_open_for](const auto& now) {
        log_change(*log, now, open_for);
      });
}

/// Why a file, if one is named, cannot be read.
std::error_code unreadable(const std::string& path) {
  if (path.empty())
    return {};
  errno = 0;
  std::ifstream file{path};
  file.peek();
  return {file.is_open() && !file.bad() ? 0 : errno, std::generic_category()};
}

http::retry_settings retries_of(const upstream_settings& from) {
  return {.share = share_of(from.retry_share),
          .per_second = static_cast<double>(from.retries_per_second)};
}

} // namespace

upstream_link::upstream_link(const upstream_settings& settings,
                             std::shared_ptr<spdlog::logger> log)
    : settings_(settings), shared_(client_limits(settings)) {
  shared_.breaker = breaker_of(settings, std::move(log));
  shared_.retries = std::make_shared<http::retry_budget>(retries_of(settings));
  shared_.lookup = std::make_shared<http::host_lookup>();
}

std::optional<std::string> upstream_link::open() {
  auto text = settings_.url;
  if (text == "embedded") {
    if (auto error = embedded_.start())
      return "cannot start the embedded upstream: " + error.message();
    text = embedded_.url();
  }
  auto parsed = http::url::parse(text);
  if (!parsed)
    return "upstream.url: " + parsed.error().message();
  url_ = *parsed;
  if (auto wrong = read_authorities())
    return "upstream.ca-file: " + *wrong;
  return std::nullopt;
}

/// The file is read also where the upstream has no use for it: what is set is
/// checked.
std::optional<std::string> upstream_link::read_authorities() {
  const auto& path = settings_.ca_file;
  if (path.empty() && !url_->secure())
    return std::nullopt;
  if (auto reason = unreadable(path))
    return "cannot read " + path + ": " + reason.message();
  try {
    shared_.tls = http::client_tls(path);
  } catch (const boost::system::system_error& e) {
    return path + " has no certificate to trust: " + e.code().message();
  }
  return std::nullopt;
}

upstream upstream_link::connect(boost::asio::any_io_executor executor,
                                std::size_t clients) {
  auto limits = shared_;
  limits.max_connections = client_limits(settings_, clients).max_connections;
  return clients_.emplace_back(std::make_shared<const http::client>(
      std::move(executor), *url_, std::move(limits)));
}

void upstream_link::publish(actors::metrics_hub& hub) const {
  std::vector<actors::upstream_source> all;
  for (const auto& client : clients_)
    all.push_back({settings_.url, [=] { return client->stats(); }});
  actors::publish_upstreams(hub, std::move(all));
  if (auto breaker = shared_.breaker)
    actors::publish_breaker(hub, {settings_.url, [breaker] {
                                    return breaker->stats(http::clock::now());
                                  }});
}

} // namespace smokehouse::app
