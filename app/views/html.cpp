#include "app/views/html.hpp"

namespace smokehouse::app::views {

std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (auto c : text)
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    case '\'':
      result += "&#39;";
      break;
    default:
      result += c;
    }
  return result;
}

html_table::html_table(std::string_view caption,
                       std::initializer_list<std::string_view> columns) {
  html_ = "<table>\n<caption>" + escaped(caption) + "</caption>\n<thead><tr>";
  for (auto column : columns)
    html_ += "<th scope=\"col\">" + escaped(column) + "</th>";
  html_ += "</tr></thead>\n<tbody>\n";
}

void html_table::row(const std::vector<std::string>& cells) {
  html_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    html_ += i == 0 ? "<th scope=\"row\">" + escaped(cells[i]) + "</th>"
                    : "<td>" + escaped(cells[i]) + "</td>";
  html_ += "</tr>\n";
}

std::string html_table::html() const {
  return html_ + "</tbody>\n</table>\n";
}

} // namespace smokehouse::app::views
