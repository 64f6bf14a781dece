#include "app/settings/caf_options.hpp"

#include "app/settings/render.hpp"

#include <caf/init_global_meta_objects.hpp>

namespace smokehouse::app {

namespace {

constexpr std::string_view by_name = "caf.metrics.";

std::string to_std(caf::string_view text) {
  return {text.begin(), text.end()};
}

} // namespace

caf_options::caf_options() {
  // A conversion that fails makes a message of its error, and for that CAF
  // needs its types. Harmless when done before.
  caf::core::init_global_meta_objects();
}

std::vector<std::string> caf_options::names() const {
  std::vector<std::string> result;
  for (const auto& option : options_.all())
    if (auto name = to_std(option.full_name()); name.starts_with("caf."))
      result.push_back(std::move(name));
  return result;
}

const caf::config_option* caf_options::find(std::string_view name) const {
  if (!name.starts_with("caf."))
    return nullptr;
  return options_.all().qualified_name_lookup({name.data(), name.size()});
}

bool caf_options::known(std::string_view name) const {
  return name.starts_with(by_name) || find(name) != nullptr;
}

std::string caf_options::convert(std::string_view name,
                                 caf::config_value& value) const {
  auto option = find(name);
  if (!option)
    return value ? "" : "expects a value, not nothing";
  auto given = describe(value);
  if (!value && option->is_flag())
    value = true;
  if (value && !option->sync(value))
    return {};
  return "expects " + to_std(option->type_name()) + ", not " + given;
}

} // namespace smokehouse::app
