#include "app/settings/print.hpp"

#include "app/settings/key_table.hpp"
#include "app/settings/render.hpp"

#include <algorithm>

namespace smokehouse::app {

namespace {

constexpr const char* usage = R"(Usage: smokehouse [OPTION]...

Serves HTTP with actors for views. Without options it listens on
127.0.0.1:8000 and asks an upstream of its own.

Options:
  --config-file=FILE  read the settings from FILE; without it the defaults hold
  --check-config      say whether the settings are valid, and stop
  --dump-config       print the settings in effect, as a file, and stop
  --help, -h          print this, and stop
  --version           print the version, and stop
  --KEY=VALUE         set a key, over what the file says

Exit codes: 0 stopped cleanly, 1 cannot start, 2 bad configuration or usage,
3 stopped at the grace deadline with work left.

Keys, each with its default; CAF's own keys (caf.) can be set too:
)";

/// The section of a key and its name inside of it.
std::pair<std::string_view, std::string_view> split(std::string_view name) {
  auto dot = name.rfind('.');
  return {name.substr(0, dot), name.substr(dot + 1)};
}

} // namespace

std::string help_text() {
  settings defaults;
  std::string result = usage;
  for (const auto& k : key_table(defaults)) {
    result.append("  --").append(k.name).append("=" + k.show() + '\n');
    result.append("      ").append(k.meaning).append(" (" + k.kind + ")\n");
  }
  return result;
}

std::string comment_of(const key& fallback) {
  auto shown = fallback.computed_default.empty()
                   ? fallback.show()
                   : std::string{fallback.computed_default};
  return "  # " + std::string{fallback.meaning} + ".\n  # " + fallback.kind
         + "; default " + shown + ".\n";
}

std::string dump(const configuration& config) {
  // A table binds to what it could change.
  auto values = config.values;
  settings defaults;
  auto fallbacks = key_table(defaults);
  std::string result;
  std::string_view open;
  for (const auto& k : key_table(values)) {
    auto fallback = std::find_if(fallbacks.begin(), fallbacks.end(),
                                 [&](auto& f) { return f.name == k.name; });
    auto [section, name] = split(k.name);
    if (section.starts_with("caf"))
      continue;
    if (section != open)
      result.append(open.empty() ? "" : "}\n\n").append(section) += " {\n";
    open = section;
    result += comment_of(*fallback);
    result.append("  ").append(name).append(" = " + k.show() + '\n');
  }
  return result + "}\n\n" + render_section(config.caf, 0);
}

} // namespace smokehouse::app
