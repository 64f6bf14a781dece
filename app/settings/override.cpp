#include "app/settings/override.hpp"

#include "app/settings/key_table.hpp"
#include "app/settings/reader.hpp"

#include <algorithm>

namespace smokehouse::app {

namespace {

caf::config_value read_for(const key* target, const std::string& text) {
  auto quoted = text.starts_with('"') || text.starts_with('\'');
  auto list = target && target->takes_list && text.starts_with('[');
  if (target && target->takes_text && !quoted && !list)
    return caf::config_value{text};
  if (target && target->takes_list && !text.starts_with('['))
    if (auto inside = read_value('[' + text + ']'))
      return *inside;
  return read_value(text).value_or(caf::config_value{text});
}

} // namespace

entry read_override(const std::string& option) {
  settings defaults;
  auto keys = key_table(defaults);
  auto assign = std::min(option.find('='), option.size());
  auto name = option.substr(2, assign - 2);
  if (assign == option.size())
    return {std::move(name), {}, option};
  auto text = option.substr(assign + 1);
  auto i = std::find_if(keys.begin(), keys.end(),
                        [&](const key& k) { return k.name == name; });
  auto value = read_for(i == keys.end() ? nullptr : &*i, text);
  return {std::move(name), std::move(value), option};
}

} // namespace smokehouse::app
