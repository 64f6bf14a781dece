#include "app/settings/key_table.hpp"

#include "app/settings/text_checks.hpp"

#include <iterator>

namespace smokehouse::app {

namespace {

using namespace std::chrono_literals;

// For waits that must end, and for delays that may be none.
constexpr limits<caf::timespan> timeout = {1ms, 24h};
constexpr limits<caf::timespan> delay = {0s, 1h};

std::vector<key> http_keys(http_settings& s) {
  return {
      text("http.address", s.address, "IPv4 or IPv6 address", check_ip_address,
           "Address to listen on"),
      number("http.port", s.port, "port", {0, 65'535},
             "TCP port to listen on; 0 takes a free one"),
      number("http.max-connections", s.max_connections, "connections",
             {1, 1'000'000}, "Open connections; more are refused"),
      number("http.max-header-bytes", s.max_header_bytes, "bytes",
             {256, 1'048'576}, "Size of a request's line and headers"),
      number("http.max-body-bytes", s.max_body_bytes, "bytes",
             {0, 1'073'741'824}, "Size of a request's body"),
      time("http.header-timeout", s.header_timeout, timeout,
           "From a request's first byte to the end of its headers"),
      time("http.body-timeout", s.body_timeout, timeout,
           "From the end of the headers to the end of the body"),
      time("http.idle-timeout", s.idle_timeout, timeout,
           "A connection without a request is closed after it"),
      time("http.write-timeout", s.write_timeout, timeout,
           "Who waits for more and takes less than 16 KiB in it is cut off"),
      time("http.request-timeout", s.request_timeout, timeout,
           "From a request's arrival to its answer; later it answers 504"),
      time("http.max-request-timeout", s.max_request_timeout, timeout,
           "The most that a client may ask for in X-Request-Timeout"),
      number("http.max-in-flight", s.max_in_flight, "requests", {1, 1'000'000},
             "Requests that are worked on; more answer 503"),
      number_or_none("http.max-in-flight-per-route", s.max_in_flight_per_route,
                     "requests", {1, 1'000'000},
                     "The same for the requests of each route"),
      number("http.max-pipelined", s.max_pipelined, "requests", {1, 1'024},
             "Requests of one connection that are worked on at a time"),
      flag("http.server-timing", s.server_timing,
           "Whether answers say in Server-Timing where the time went"),
      flag("http.io-uring", s.io_uring,
           "Whether one call of the system serves many connections, where it "
           "can"),
  };
}

std::vector<key> tls_keys(tls_settings& s) {
  return {
      paths("tls.certificate", s.certificates, 16,
            "Certificate and chain in PEM; of several, the client's SNI "
            "chooses"),
      paths("tls.key", s.keys, 16,
            "The key of each certificate, without a passphrase"),
      number_or_none("tls.port", s.port, "port", {0, 65'535},
                     "TCP port of HTTPS beside HTTP; without it HTTPS takes "
                     "http.port"),
      choice("tls.min-version", s.min_version,
             "Oldest version of TLS that is spoken"),
  };
}

std::vector<key> admin_keys(admin_settings& s) {
  return {
      text("admin.address", s.address, "\"\", IPv4 or IPv6 address",
           check_ip_address_or_none,
           "Address of a listener for the inside alone; \"\" is 127.0.0.1"),
      number_or_none("admin.port", s.port, "port", {0, 65'535},
                     "Its TCP port; without either key there is no such "
                     "listener"),
      text("admin.token-file", s.token_file, "\"\" or path", check_path_or_none,
           "File with the token that it takes to look inside"),
  };
}

std::vector<key> blocking_keys(blocking_settings& s) {
  return {
      number("blocking.threads", s.threads, "threads", {1, 4'096},
             "Threads of each pool for blocking code"),
      number("blocking.queue", s.queue, "jobs", {0, 1'000'000},
             "Jobs that wait for a thread of a pool; more answer 503"),
      time("blocking.busy-limit", s.busy_limit, timeout,
           "A job that keeps its thread for longer is reported as blocked"),
  };
}

std::vector<key> background_keys(background_settings& s) {
  return {
      number("background.max-jobs", s.max_jobs, "jobs", {1, 1'000'000},
             "Jobs that go on after their reply; more answer 503"),
  };
}

std::vector<key> upstream_keys(upstream_settings& s) {
  return {
      text("upstream.url", s.url,
           "\"embedded\" or http(s)://HOST[:PORT][/PATH]", check_upstream_url,
           "What the fetchers GET; the embedded one needs no network"),
      time("upstream.connect-timeout", s.connect_timeout, timeout,
           "From the first packet to a connection, TLS included"),
      time("upstream.request-timeout", s.request_timeout, timeout,
           "A whole exchange with the upstream, waiting in line included"),
      number("upstream.max-connections", s.max_connections, "connections",
             {1, 65'535}, "Open connections to the upstream"),
      text("upstream.ca-file", s.ca_file, "\"\" or path", check_path_or_none,
           "PEM file with authorities to trust besides the system's"),
      number_or_none(
          "upstream.breaker-failure-rate", s.breaker_failure_rate, "percent",
          {1, 100},
          "The breaker opens when as many calls fail; \"none\" is no "
          "breaker"),
      number("upstream.breaker-min-calls", s.breaker_min_calls, "calls",
             {1, 1'000'000}, "With fewer calls in its window it stays closed"),
      time("upstream.breaker-window", s.breaker_window, timeout,
           "How far back it counts calls"),
      time("upstream.breaker-open-for", s.breaker_open_for, timeout,
           "How long it keeps calls away before it tries one"),
      number("upstream.retry-share", s.retry_share, "percent", {0, 100},
             "The share of calls that may be made once more"),
      number("upstream.retries-per-second", s.retries_per_second, "calls",
             {0, 1'000}, "And how many a second, however few calls there are"),
  };
}

std::vector<key> smoke_keys(smoke_settings& s) {
  return {
      time("smoke.flavor-delay", s.flavor_delay, delay,
           "How long the flavor fetcher waits"),
      time("smoke.smokables-delay", s.smokables_delay, delay,
           "How long the smokables fetcher waits"),
      texts("smoke.flavors", s.flavors, {1, 1'000},
            "The flavor fetcher answers one of these at random"),
      texts("smoke.smokables", s.smokables, {1, 1'000},
            "What the smokables fetcher answers"),
      choice("smoke.without-flavor", s.without_flavor,
             "A lost flavor is an error, or Sweet Baby Ray's and X-Partial"),
  };
}

std::vector<key> tick_keys(tick_settings& s) {
  return {
      number("tick.count", s.count, "ticks", {0, 1'000'000},
             "How far /async/ and /sync/ count"),
      time("tick.interval", s.interval, delay, "From one tick to the next"),
  };
}

std::vector<key> burn_keys(burn_settings& s) {
  return {
      time("burn.duration", s.duration, delay,
           "How long /burn_some_meats/ blocks its thread"),
      choice("burn.mode", s.mode,
             "Where it blocks: a thread of its own, or its view's shard"),
  };
}

std::vector<key> log_keys(log_settings& s) {
  return {
      choice("log.level", s.level, "Least severe level on standard error"),
      flag("log.access", s.access,
           "Whether each request gets a line on standard output"),
      choice("log.format", s.format, "How such a line looks"),
  };
}

std::vector<key> watchdog_keys(watchdog_settings& s) {
  return {
      time("watchdog.threshold", s.threshold, timeout,
           "A message that keeps a shard for longer is reported as blocked"),
      time("watchdog.unready-after", s.unready_after, timeout,
           "From when on such a message makes the service not ready"),
  };
}

std::vector<key> supervision_keys(supervision_settings& s) {
  return {
      number("supervision.max-failures", s.max_failures, "failures", {1, 1'000},
             "An actor that fails more often is quarantined"),
      time("supervision.period", s.period, timeout,
           "The time within which its failures are counted"),
      time("supervision.quarantine", s.quarantine, timeout,
           "How long it is left alone then; its route answers 503"),
  };
}

std::vector<key> other_keys(settings& s) {
  auto shards = number("caf.scheduler.max-threads", s.shards, "threads",
                       {1, 1'024}, "Number of shards: threads that serve");
  shards.computed_default = "one per processor";
  return {
      time("shutdown.grace", s.shutdown.grace, delay,
           "How long work in flight may go on after SIGTERM"),
      shards,
  };
}

} // namespace

std::vector<key> key_table(settings& place) {
  std::vector<key> result;
  for (auto section :
       {http_keys(place.http), tls_keys(place.tls), admin_keys(place.admin),
        blocking_keys(place.blocking), background_keys(place.background),
        upstream_keys(place.upstream), smoke_keys(place.smoke),
        tick_keys(place.tick), burn_keys(place.burn), log_keys(place.log),
        watchdog_keys(place.watchdog), supervision_keys(place.supervision),
        other_keys(place)})
    result.insert(result.end(), section.begin(), section.end());
  return result;
}

} // namespace smokehouse::app
