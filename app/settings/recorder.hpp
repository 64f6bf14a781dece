#pragma once

#include "app/settings/entry.hpp"

#include <caf/parser_state.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace smokehouse::app {

/// Takes what CAF's configuration parser reads, and notes the line of every
/// key. A map inside a list counts as an empty one, since no key takes such.
class recorder {
public:
  /// Both must outlive the recorder; `parser` is at its text's begin.
  recorder(const caf::string_parser_state& parser, std::string file)
      : parser_(parser), file_(std::move(file)), counted_(parser.i) {
    // nop
  }

  /// The keys above a line, for a text that is wrong there: the parser may
  /// have handed over the first half of a value.
  entries before(std::size_t line) const;

  entries all() && {
    return std::move(found_);
  }

  /// Number, from 1, of the line that the parser is in.
  std::size_t line();

  // -- called by the parser ---------------------------------------------------

  void key(std::string name);

  recorder& begin_map();

  void end_map();

  recorder& begin_list();

  void end_list();

  template <class T>
  void value(T x) {
    add(caf::config_value{std::move(x)});
  }

private:
  struct section {
    std::string prefix;
    std::size_t found_before;
  };

  std::string where(std::size_t line) const;

  void add(caf::config_value x);

  const caf::string_parser_state& parser_;
  std::string file_;
  const char* counted_;
  std::size_t line_ = 1;
  std::size_t key_line_ = 1;
  std::string key_;
  std::vector<section> sections_;
  std::vector<caf::config_value::list> lists_;
  /// Depth of maps inside of a list.
  std::size_t ignored_ = 0;
  entries found_;
};

} // namespace smokehouse::app
