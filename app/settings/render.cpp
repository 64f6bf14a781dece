#include "app/settings/render.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <iterator>

namespace smokehouse::app {

std::string render_text(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    switch (c) {
    case '\n':
      result += "\\n";
      break;
    case '\r':
      result += "\\r";
      break;
    case '\t':
      result += "\\t";
      break;
    case '"':
    case '\\':
      result += '\\';
      [[fallthrough]];
    default:
      result += c;
    }
  }
  return result + '"';
}

std::string render_time(caf::timespan value) {
  struct unit {
    caf::timespan length;
    const char* name;
  };
  using namespace std::chrono;
  const unit units[] = {{hours{1}, "h"},         {minutes{1}, "min"},
                        {seconds{1}, "s"},       {milliseconds{1}, "ms"},
                        {microseconds{1}, "us"}, {nanoseconds{1}, "ns"}};
  if (value.count() == 0)
    return "0s";
  auto fits = [&](const unit& u) { return (value % u.length).count() == 0; };
  auto best = std::find_if(std::begin(units), std::end(units), fits);
  return std::to_string(value / best->length) + best->name;
}

namespace {

std::string render_real(double value) {
  char buffer[32];
  auto end = std::to_chars(std::begin(buffer), std::end(buffer), value).ptr;
  std::string result{buffer, end};
  // Without it the value would come back as an integer.
  if (result.find_first_of(".e") == std::string::npos)
    result += ".0";
  return result;
}

std::string render_list(const caf::config_value::list& values) {
  std::string result = "[";
  for (const auto& value : values) {
    if (result.size() > 1)
      result += ", ";
    result += render(value);
  }
  return result + ']';
}

/// A key as it is, or quoted when it has characters that only quotes allow.
std::string render_key(const std::string& key) {
  auto plain = [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_';
  };
  return !key.empty() && std::all_of(key.begin(), key.end(), plain)
             ? key
             : render_text(key);
}

} // namespace

std::string render(const caf::config_value& value) {
  if (auto text = caf::get_if<std::string>(&value))
    return render_text(*text);
  if (auto time = caf::get_if<caf::timespan>(&value))
    return render_time(*time);
  if (auto real = caf::get_if<double>(&value))
    return render_real(*real);
  if (auto list = caf::get_if<caf::config_value::list>(&value))
    return render_list(*list);
  if (auto address = caf::get_if<caf::uri>(&value))
    return '<' + to_string(*address) + '>';
  return to_string(value);
}

std::string describe(const caf::config_value& value) {
  if (!value)
    return "nothing";
  return caf::holds_alternative<caf::settings>(value) ? "a section"
                                                      : render(value);
}

std::string render_section(const caf::settings& content, std::size_t indent) {
  std::string result;
  const std::string margin(indent, ' ');
  for (const auto& [key, value] : content) {
    result += margin + render_key(key);
    if (auto section = caf::get_if<caf::settings>(&value))
      result += " {\n" + render_section(*section, indent + 2) + margin + "}\n";
    else
      result += " = " + render(value) + '\n';
  }
  return result;
}

} // namespace smokehouse::app
