#include "test/faults/inner_service.hpp"

#include "app/settings/load.hpp"
#include "test/support/eventually.hpp"

#include <future>
#include <memory>
#include <stdexcept>

namespace smokehouse::test {

namespace {

app::configuration configured_with(const std::vector<std::string>& options) {
  std::vector<std::string> all{"--http.port=0",
                               "--caf.scheduler.max-threads="
                                   + std::to_string(shards_inside),
                               "--log.access=false",
                               "--log.level=off",
                               "--smoke.flavor-delay=1ms",
                               "--smoke.smokables-delay=2ms",
                               "--smoke.smokables=[\"ribs\"]",
                               "--tick.count=1",
                               "--tick.interval=1ms",
                               "--burn.duration=1ms"};
  all.insert(all.end(), options.begin(), options.end());
  auto result = app::load("", all);
  if (!result.wrong.empty())
    throw std::runtime_error("wrong options for the service");
  return std::move(result.result);
}

} // namespace

inner_service::inner_service(const std::vector<std::string>& options)
    : log_({.level = app::log_level::off, .access = false}) {
  service_.emplace(configured_with(options), log_,
                   [this](auto& config) { faults.watch(config); });
  if (auto wrong = service_->start())
    throw std::runtime_error(*wrong);
  const auto url = service_->listening().url();
  port_ =
      static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
}

bool inner_service::drain() {
  auto done = std::make_shared<std::promise<void>>();
  auto drained = done->get_future();
  service_->drain([done] { done->set_value(); });
  return drained.wait_for(patience) == std::future_status::ready;
}

} // namespace smokehouse::test
