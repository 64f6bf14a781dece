#include "actors/metrics/work_metrics.hpp"

#include "actors/metrics/instruments.hpp"

namespace smokehouse::actors {

namespace {

/// Of each list; the rest is counted.
constexpr std::size_t most_jobs = 100;

double age_of(std::chrono::steady_clock::time_point since) {
  using seconds = std::chrono::duration<double>;
  return seconds{std::chrono::steady_clock::now() - since}.count();
}

std::vector<job_stats> jobs_of(const blocking_pool& pool) {
  std::vector<job_stats> result;
  for (auto& one : pool.load().jobs.list(most_jobs))
    result.push_back({.thread = one.thread,
                      .name = std::move(one.name),
                      .age_seconds = age_of(one.since)});
  return result;
}

std::vector<job_stats> jobs_of(const background_list& list) {
  std::vector<job_stats> result;
  for (auto& one : list.running(most_jobs)) {
    result.push_back(
        {.name = std::move(one.name), .age_seconds = age_of(one.since)});
    if (one.progress) {
      result.back().done = one.progress->done();
      result.back().total = one.progress->total();
    }
  }
  return result;
}

} // namespace

void publish_pool(metrics_hub& hub, const blocking_pool& pool) {
  constexpr auto prefix = "smokehouse.blocking";
  auto& all = hub.registry();
  metric_label label{"pool", pool.name()};
  auto* threads =
      gauge_of(all, {prefix, "threads", "Threads that a pool has."}, {label});
  auto* busy = gauge_of(
      all, {prefix, "busy", "Threads of a pool that do a job."}, {label});
  auto* queued = gauge_of(
      all, {prefix, "queued", "Jobs that wait for a thread."}, {label});
  auto* rejected = counter_of(
      all, {prefix, "rejected", "Jobs refused because a pool was full."},
      {label});
  auto* skipped = counter_of(
      all,
      {prefix, "skipped", "Jobs not begun because nobody waited any more."},
      {label});
  auto* oldest = real_gauge_of(
      all, {prefix, "oldest", "Age of the oldest unfinished job.", "seconds"},
      {label});
  hub.on_collect([=] {
    const auto& load = pool.load();
    threads->value(static_cast<std::int64_t>(load.threads.load()));
    busy->value(static_cast<std::int64_t>(load.busy()));
    queued->value(static_cast<std::int64_t>(load.queued.load()));
    raise_to(*rejected, load.rejected.load());
    raise_to(*skipped, load.skipped.load());
    oldest->value(load.oldest().count());
  });
  hub.on_stats([pool](service_stats& stats) {
    for (auto& one : stats.blocking)
      if (one.name == pool.name())
        one.jobs = jobs_of(pool);
  });
}

void publish_background(metrics_hub& hub,
                        std::shared_ptr<const background_list> jobs) {
  constexpr auto prefix = "smokehouse.background";
  auto& all = hub.registry();
  auto* running =
      gauge_of(all, {prefix, "running", "Background jobs that go on."});
  auto* done = counter_of(all, {prefix, "done", "Background jobs done."});
  auto* failed =
      counter_of(all, {prefix, "failed", "Background jobs that failed."});
  auto* dropped = counter_of(
      all, {prefix, "dropped", "Background jobs ended before they were done."});
  auto* rejected = counter_of(
      all, {prefix, "rejected", "Background jobs refused: too many ran."});
  hub.on_stats(
      [jobs](service_stats& stats) { stats.background.jobs = jobs_of(*jobs); });
  hub.on_collect([=, jobs = std::move(jobs)] {
    auto now = jobs->count();
    running->value(static_cast<std::int64_t>(now.running));
    raise_to(*done, now.done);
    raise_to(*failed, now.failed);
    raise_to(*dropped, now.dropped);
    raise_to(*rejected, now.rejected);
  });
}

} // namespace smokehouse::actors
