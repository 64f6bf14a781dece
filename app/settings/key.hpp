#pragma once

#include "app/settings/choices.hpp"

#include <caf/config_value.hpp>
#include <caf/timespan.hpp>

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::app {

/// One key of the configuration, bound to the member that holds its value.
struct key {
  std::string_view name;
  /// One sentence without its full stop.
  std::string_view meaning;
  /// Kind, unit and range: `bytes, 1024 to 1048576`.
  std::string kind;
  /// What the default is when it is not the same everywhere, else empty.
  std::string_view computed_default = {};
  /// The command line may leave out the quotes.
  bool takes_text = false;
  /// The command line may leave out the brackets.
  bool takes_list = false;
  /// Validates and stores the value; answers what is wrong with it, or "".
  std::function<std::string(const caf::config_value&)> assign;
  /// The value that is stored now, in the syntax of the file.
  std::function<std::string()> show;
};

/// Least and greatest value that is allowed.
template <class T>
struct limits {
  T least;
  T greatest;
};

/// Answers what is wrong with a text, or "".
using text_check = std::string (*)(const std::string&);

/// A time.
key time(std::string_view name, caf::timespan& place,
         limits<caf::timespan> range, std::string_view meaning);

/// `true` or `false`.
key flag(std::string_view name, bool& place, std::string_view meaning);

/// A text; `kind` says which texts `check` lets pass.
key text(std::string_view name, std::string& place, std::string_view kind,
         text_check check, std::string_view meaning);

/// A list of printable texts, with bounds for their number.
key texts(std::string_view name, std::vector<std::string>& place,
          limits<std::size_t> range, std::string_view meaning);

/// The path of a file, or a list of them; `""` for none.
key paths(std::string_view name, std::vector<std::string>& place,
          std::size_t most, std::string_view meaning);

/// A place for a whole number or for the index of a choice.
struct number_place {
  std::function<void(std::uint64_t)> set;
  std::function<std::uint64_t()> get;
};

template <class T>
number_place place_of(T& member) {
  return {[&member](std::uint64_t x) { member = static_cast<T>(x); },
          [&member] { return static_cast<std::uint64_t>(member); }};
}

key number(std::string_view name, number_place place, std::string_view unit,
           limits<std::uint64_t> range, std::string_view meaning);

key choice(std::string_view name, number_place place,
           std::span<const std::string_view> names, std::string_view meaning);

/// A whole number of `unit`.
template <std::unsigned_integral T>
key number(std::string_view name, T& place, std::string_view unit,
           limits<std::uint64_t> range, std::string_view meaning) {
  return number(name, place_of(place), unit, range, meaning);
}

/// The same or `"none"`.
/// @param is_set Whether there is a number there; `clear` takes it away.
key number_or_none(key number, std::function<bool()> is_set,
                   std::function<void()> clear);

/// A whole number of `unit`, or `"none"`.
template <std::unsigned_integral T>
key number_or_none(std::string_view name, std::optional<T>& place,
                   std::string_view unit, limits<std::uint64_t> range,
                   std::string_view meaning) {
  number_place number_of{
      [&place](std::uint64_t x) { place = static_cast<T>(x); },
      [&place] { return std::uint64_t{place.value_or(0)}; }};
  return number_or_none(
      number(name, std::move(number_of), unit, range, meaning),
      [&place] { return place.has_value(); }, [&place] { place.reset(); });
}

/// One of an enumeration's names.
template <class Enum>
key choice(std::string_view name, Enum& place, std::string_view meaning) {
  return choice(name, place_of(place), names_of<Enum>, meaning);
}

} // namespace smokehouse::app
