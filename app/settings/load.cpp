#include "app/settings/load.hpp"

#include "app/settings/caf_options.hpp"
#include "app/settings/key_table.hpp"
#include "app/settings/nearest.hpp"
#include "app/settings/override.hpp"
#include "app/settings/reader.hpp"
#include "app/settings/tls_checks.hpp"

#include <algorithm>

namespace smokehouse::app {

namespace {

/// Checks one entry after the other against the keys of service and CAF.
class loader {
public:
  explicit loader(loaded& target)
      : target_(target), keys_(key_table(target.result.values)) {
    // nop
  }

  void set(const entry& given) {
    auto wrong = apply(given);
    if (!wrong.empty())
      target_.wrong.push_back({given.where, given.name + ": " + wrong});
  }

private:
  std::string apply(const entry& given) {
    auto i = std::find_if(keys_.begin(), keys_.end(),
                          [&](const key& k) { return k.name == given.name; });
    if (i != keys_.end())
      return i->assign(given.value);
    if (is_section(given.name))
      return caf::holds_alternative<caf::settings>(given.value)
                 ? ""
                 : "is a section, not a key";
    return options_.known(given.name) ? apply_to_caf(given)
                                      : unknown(given.name);
  }

  std::string apply_to_caf(const entry& given) {
    auto value = given.value;
    auto wrong = options_.convert(given.name, value);
    if (wrong.empty())
      caf::put(target_.result.caf, given.name, std::move(value));
    return wrong;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& known : keys_)
      result.emplace_back(known.name);
    auto more = options_.names();
    result.insert(result.end(), more.begin(), more.end());
    return result;
  }

  bool is_section(const std::string& name) const {
    auto all = names();
    return std::any_of(all.begin(), all.end(), [&](const auto& known) {
      return known.starts_with(name + '.');
    });
  }

  std::string unknown(const std::string& name) const {
    return "unknown key, the nearest known one is " + nearest(name, names());
  }

  loaded& target_;
  std::vector<key> keys_;
  caf_options options_;
};

} // namespace

loaded load(const entries& given) {
  loaded result;
  loader target{result};
  for (const auto& one : given)
    target.set(one);
  if (auto wrong = check_tls(result.result.values); !wrong.empty())
    result.wrong.push_back({"tls", wrong});
  caf::put(result.result.caf, "caf.scheduler.max-threads",
           result.result.values.shards);
  return result;
}

loaded load(const std::string& file,
            const std::vector<std::string>& overrides) {
  auto read = file.empty() ? reading{} : read_config_file(file);
  for (const auto& option : overrides)
    read.found.push_back(read_override(option));
  auto result = load(read.found);
  if (read.stopped)
    result.wrong.push_back(*read.stopped);
  return result;
}

} // namespace smokehouse::app
