#include "app/settings/caf_options.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace smokehouse::app;

TEST_CASE("the keys that CAF itself lists are known, and no others") {
  caf_options options;
  CHECK(options.known("caf.scheduler.max-throughput"));
  CHECK(options.known("caf.logger.console.verbosity"));
  CHECK(options.known("caf.metrics-filters.actors.includes"));
  CHECK(options.known("caf.metrics.caf.actor.mailbox-time.buckets"));
  CHECK_FALSE(options.known("caf.scheduler.max-treads"));
  CHECK_FALSE(options.known("caf.scheduler"));
  CHECK_FALSE(options.known("config-file"));
  CHECK_FALSE(options.known("global.help"));
}

TEST_CASE("all of their names begin with caf") {
  auto names = caf_options{}.names();
  CHECK(names.size() > 20);
  CHECK(std::all_of(names.begin(), names.end(),
                    [](const auto& name) { return name.starts_with("caf."); }));
}

TEST_CASE("a value is converted to the type of its key, or refused") {
  caf_options options;
  caf::config_value number{"16"};
  CHECK(options.convert("caf.scheduler.max-throughput", number).empty());
  CHECK(number == caf::config_value{16});
  caf::config_value word{"abc"};
  CHECK(options.convert("caf.scheduler.max-throughput", word)
        == "expects uint64_t, not \"abc\"");
}

TEST_CASE("a missing value means true for a flag and is wrong for others") {
  caf_options options;
  caf::config_value none;
  CHECK(options.convert("caf.logger.inline-output", none).empty());
  CHECK(none == caf::config_value{true});
  none = caf::config_value{};
  CHECK(options.convert("caf.logger.file.path", none)
        == "expects std::string, not nothing");
  none = caf::config_value{};
  CHECK(options.convert("caf.metrics.caf.actor.mailbox-time.buckets", none)
        == "expects a value, not nothing");
}
