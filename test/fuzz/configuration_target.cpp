#include "app/settings/override.hpp"
#include "app/settings/print.hpp"
#include "app/settings/reader.hpp"
#include "test/fuzz/target.hpp"

#include <string>
#include <utility>

namespace smokehouse::fuzz {

namespace {

std::string_view take_part(std::string_view& from) {
  const auto result = from.substr(0, from.find('\0'));
  from.remove_prefix(std::min(from.size(), result.size() + 1));
  return result;
}

} // namespace

void configuration(std::string_view input) {
  auto read = app::read_config(take_part(input), "x.conf");
  while (!input.empty()) {
    const std::string option{take_part(input)};
    if (option.starts_with("--")) // others are no keys: told before
      read.found.push_back(app::read_override(option));
  }
  const auto first = app::load(read.found);
  for (const auto& wrong : first.wrong)
    expect(!wrong.where.empty() && !wrong.what.empty(), "faults are told");
  if (read.stopped || !first.wrong.empty())
    return;
  const auto text = app::dump(first.result);
  const auto again = app::read_config(text, "dumped.conf");
  expect(!again.stopped, "what is dumped can be read");
  const auto second = app::load(again.found);
  expect(second.wrong.empty(), "what is dumped is valid");
  expect(app::dump(second.result) == text, "what is dumped is the same");
}

} // namespace smokehouse::fuzz
