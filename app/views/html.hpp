#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::app::views {

/// The text with everything replaced that HTML gives a meaning, in content and
/// in quoted attributes.
std::string escaped(std::string_view text);

/// Builds a table of an HTML page; all texts are escaped. The first column
/// names the row, the others are figures.
class html_table {
public:
  html_table(std::string_view caption,
             std::initializer_list<std::string_view> columns);

  void row(const std::vector<std::string>& cells);

  std::string html() const;

private:
  std::string html_;
};

} // namespace smokehouse::app::views
