#include "app/settings/key.hpp"

#include "app/settings/render.hpp"
#include "app/settings/text_checks.hpp"

#include <algorithm>

namespace smokehouse::app {

namespace {

std::string expected(std::string_view what, const caf::config_value& got) {
  return "expects " + std::string{what} + ", not " + describe(got);
}

std::string outside(const std::string& shown, const std::string& range) {
  return shown + " is out of range: " + range;
}

std::string show_texts(const std::vector<std::string>& values) {
  return render(caf::config_value{values});
}

/// `a, b or c`
std::string join(std::span<const std::string_view> names) {
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0)
      result += i + 1 < names.size() ? ", " : " or ";
    result += names[i];
  }
  return result;
}

/// Reads a list of texts; answers what is wrong with it, or "".
std::string read_texts(const caf::config_value::list& list,
                       std::vector<std::string>& result) {
  for (const auto& item : list) {
    auto item_text = caf::get_if<std::string>(&item);
    if (!item_text)
      return expected("texts in its list", item);
    if (auto wrong = check_printable(*item_text); !wrong.empty())
      return wrong;
    result.push_back(*item_text);
  }
  return {};
}

} // namespace

key number(std::string_view name, number_place place, std::string_view unit,
           limits<std::uint64_t> range, std::string_view meaning) {
  auto bounds =
      std::to_string(range.least) + " to " + std::to_string(range.greatest);
  auto assign = [=](const caf::config_value& value) -> std::string {
    auto given = caf::get_if<std::int64_t>(&value);
    if (!given)
      return expected("a whole number", value);
    auto wanted = static_cast<std::uint64_t>(*given);
    if (*given < 0 || wanted < range.least || wanted > range.greatest)
      return outside(std::to_string(*given), bounds);
    place.set(wanted);
    return {};
  };
  return {.name = name,
          .meaning = meaning,
          .kind = std::string{unit} + ", " + bounds,
          .assign = assign,
          .show = [get = place.get] { return std::to_string(get()); }};
}

key number_or_none(key result, std::function<bool()> is_set,
                   std::function<void()> clear) {
  result.kind = "\"none\" or " + result.kind;
  result.assign = [clear = std::move(clear), number = std::move(result.assign)](
                      const caf::config_value& value) -> std::string {
    auto given = caf::get_if<std::string>(&value);
    if (!given)
      return number(value);
    if (*given != "none")
      return expected("\"none\" or a whole number", value);
    clear();
    return {};
  };
  result.show = [is_set = std::move(is_set), number = std::move(result.show)] {
    return is_set() ? number() : render_text("none");
  };
  return result;
}

key time(std::string_view name, caf::timespan& place,
         limits<caf::timespan> range, std::string_view meaning) {
  auto bounds = render_time(range.least) + " to " + render_time(range.greatest);
  auto assign = [=, &place](const caf::config_value& value) -> std::string {
    auto given = caf::get_if<caf::timespan>(&value);
    if (!given)
      return expected("a time with its unit, such as 250ms or 2s", value);
    if (*given < range.least || *given > range.greatest)
      return outside(render_time(*given), bounds);
    place = *given;
    return {};
  };
  return {.name = name,
          .meaning = meaning,
          .kind = "time, " + bounds,
          .assign = assign,
          .show = [&place] { return render_time(place); }};
}

key flag(std::string_view name, bool& place, std::string_view meaning) {
  auto assign = [&place](const caf::config_value& value) -> std::string {
    auto given = caf::get_if<bool>(&value);
    if (!given && value)
      return expected("true or false", value);
    place = given ? *given : true;
    return {};
  };
  return {.name = name,
          .meaning = meaning,
          .kind = "true or false",
          .assign = assign,
          .show = [&place] { return place ? "true" : "false"; }};
}

key text(std::string_view name, std::string& place, std::string_view kind,
         text_check check, std::string_view meaning) {
  auto assign = [&place, check](const caf::config_value& value) -> std::string {
    auto given = caf::get_if<std::string>(&value);
    if (!given)
      return expected("a text in double quotes", value);
    if (auto wrong = check(*given); !wrong.empty())
      return wrong;
    place = *given;
    return {};
  };
  return {.name = name,
          .meaning = meaning,
          .kind = std::string{kind},
          .takes_text = true,
          .assign = assign,
          .show = [&place] { return render_text(place); }};
}

key texts(std::string_view name, std::vector<std::string>& place,
          limits<std::size_t> range, std::string_view meaning) {
  auto bounds =
      std::to_string(range.least) + " to " + std::to_string(range.greatest);
  auto assign = [=, &place](const caf::config_value& value) -> std::string {
    auto list = caf::get_if<caf::config_value::list>(&value);
    if (!list)
      return expected("a list of texts", value);
    if (list->empty() && range.least > 0)
      return "the list is empty";
    if (list->size() < range.least || list->size() > range.greatest)
      return outside("a list of " + std::to_string(list->size()), bounds);
    std::vector<std::string> result;
    if (auto wrong = read_texts(*list, result); !wrong.empty())
      return wrong;
    place = std::move(result);
    return {};
  };
  return {.name = name,
          .meaning = meaning,
          .kind = "list of " + bounds + " texts",
          .takes_list = true,
          .assign = assign,
          .show = [&place] { return show_texts(place); }};
}

key paths(std::string_view name, std::vector<std::string>& place,
          std::size_t most, std::string_view meaning) {
  auto result = texts(name, place, {0, most}, meaning);
  result.kind = "\"\", path, or list of up to " + std::to_string(most);
  result.takes_text = true;
  result.assign = [&place, list = std::move(result.assign)](
                      const caf::config_value& value) -> std::string {
    auto given = caf::get_if<std::string>(&value);
    if (!given)
      return list(value);
    if (!given->empty())
      return list(caf::config_value{std::vector{*given}});
    place.clear();
    return {};
  };
  result.show = [&place] {
    return place.size() > 1 ? show_texts(place)
                            : render_text(place.empty() ? "" : place.front());
  };
  return result;
}

key choice(std::string_view name, number_place place,
           std::span<const std::string_view> names, std::string_view meaning) {
  auto all = join(names);
  auto assign = [=](const caf::config_value& value) -> std::string {
    auto given = caf::get_if<std::string>(&value);
    // A name such as 1.2 needs no quotes.
    auto i =
        std::find(names.begin(), names.end(), given ? *given : describe(value));
    if (i == names.end())
      return expected(all, value);
    place.set(static_cast<std::uint64_t>(i - names.begin()));
    return {};
  };
  return {.name = name,
          .meaning = meaning,
          .kind = all,
          .takes_text = true,
          .assign = assign,
          .show = [=] { return render_text(names[place.get()]); }};
}

} // namespace smokehouse::app
