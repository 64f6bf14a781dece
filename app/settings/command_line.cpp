#include "app/settings/command_line.hpp"

#include "app/exit_code.hpp"
#include "app/settings/nearest.hpp"
#include "app/settings/print.hpp"
#include "app/version.hpp"

namespace smokehouse::app {

namespace {

const std::vector<std::string> option_names = {
    "--config-file", "--check-config", "--dump-config", "--help", "--version"};

/// The arguments, sorted out.
struct request_line {
  bool help = false;
  bool version = false;
  bool check = false;
  bool dump = false;
  std::string file;
  std::vector<std::string> overrides;
  faults wrong;
};

fault unknown_option(const std::string& argument) {
  if (!argument.starts_with("-"))
    return {argument, "is not an option"};
  return {argument, "unknown option, the nearest known one is "
                        + nearest(argument, option_names)};
}

void take_file(request_line& line, const std::string& argument) {
  constexpr std::string_view prefix = "--config-file=";
  if (argument.size() > prefix.size())
    line.file = argument.substr(prefix.size());
  else
    line.wrong.push_back({argument, "expects a file: --config-file=FILE"});
}

void take(request_line& line, const std::string& argument) {
  auto name = argument.substr(0, argument.find('='));
  if (argument == "--help" || argument == "-h")
    line.help = true;
  else if (argument == "--version")
    line.version = true;
  else if (argument == "--check-config")
    line.check = true;
  else if (argument == "--dump-config")
    line.dump = true;
  else if (name == "--config-file")
    take_file(line, argument);
  else if (argument.starts_with("--") && name.find('.') != name.npos)
    line.overrides.push_back(argument);
  else
    line.wrong.push_back(unknown_option(argument));
}

farewell say(std::string text) {
  return {std::move(text), {}, exit_code::clean};
}

} // namespace

command read_command_line(const std::vector<std::string>& arguments) {
  request_line line;
  for (const auto& argument : arguments)
    take(line, argument);
  if (line.help)
    return say(help_text());
  if (line.version)
    return say("smokehouse " + std::string{version} + '\n');
  auto [config, wrong] = load(line.file, line.overrides);
  wrong.insert(wrong.begin(), line.wrong.begin(), line.wrong.end());
  if (!wrong.empty())
    return farewell{{}, to_string(wrong), exit_code::bad_usage};
  if (line.check)
    return say("configuration ok\n");
  if (line.dump)
    return say(dump(config));
  return config;
}

} // namespace smokehouse::app
