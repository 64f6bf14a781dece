#include "app/settings/reader.hpp"

#include "app/settings/recorder.hpp"
#include "app/settings/render.hpp"
#include "app/settings/scan.hpp"

#include <caf/detail/parser/read_config.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace smokehouse::app {

namespace {

/// The parser's code in words, with what most often leads to it.
std::string describe_stop(caf::pec code) {
  auto result = to_string(code);
  result.erase(0, result.rfind(':') + 1);
  std::replace(result.begin(), result.end(), '_', ' ');
  switch (code) {
  case caf::pec::unexpected_character:
  case caf::pec::trailing_character:
    return result + " (texts need double quotes)";
  case caf::pec::unexpected_eof:
    return "unexpected end of file (is a brace, bracket or quote open?)";
  case caf::pec::unexpected_newline:
    return result + " (is a value missing, or a quote open?)";
  default:
    return result;
  }
}

/// The rest of the line that the parser stopped in, cut short.
std::string remainder(const caf::string_parser_state& parser) {
  std::string rest{parser.i, std::find(parser.i, parser.e, '\n')};
  constexpr std::size_t enough = 24;
  if (rest.size() > enough)
    rest = rest.substr(0, enough) + "...";
  return rest.empty() ? rest : " at " + render_text(rest);
}

fault syntax_error(const std::string& name, std::size_t line,
                   const std::string& what) {
  return {name + ':' + std::to_string(line), "syntax error: " + what};
}

} // namespace

reading read_config(std::string_view text, const std::string& name) {
  auto [safe, wrong, wrong_line] = scan(text);
  caf::string_parser_state parser{safe.data(), safe.data() + safe.size()};
  recorder found{parser, name};
  caf::detail::parser::read_config(parser, found);
  if (wrong)
    return {found.before(wrong_line), syntax_error(name, wrong_line, *wrong)};
  if (parser.i == parser.e && parser.code <= caf::pec::trailing_character)
    return {std::move(found).all(), {}};
  auto line = found.line();
  return {
      found.before(line),
      syntax_error(name, line, describe_stop(parser.code) + remainder(parser))};
}

reading read_config_file(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return {{}, fault{path, "cannot read it: it is a directory"}};
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  if (!file.is_open() || file.bad())
    return {
        {},
        fault{path, "cannot read it: " + std::string{std::strerror(errno)}}};
  return read_config(text, path);
}

std::optional<caf::config_value> read_value(std::string_view text) {
  auto [found, stopped] = read_config("x = " + std::string{text}, {});
  if (stopped || found.size() != 1 || found.front().name != "x")
    return std::nullopt;
  return std::move(found.front().value);
}

} // namespace smokehouse::app
