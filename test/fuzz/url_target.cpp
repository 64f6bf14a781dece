#include "http/upstream/request_text.hpp"
#include "http/url.hpp"
#include "test/fuzz/target.hpp"

#include <algorithm>

namespace smokehouse::fuzz {

void url(std::string_view input) {
  const auto first = http::url::parse(input);
  if (!first)
    return;
  const auto again = http::url::parse(first->text());
  expect(again.has_value(), "the text of a URL is one");
  expect(again->text() == first->text(), "a URL is written in one way");
  expect(again->host() == first->host() && again->port() == first->port(),
         "a URL names one place");
  expect(first->port() != 0 && !first->host().empty(), "it has a place");
  for (const auto* suffix : {"", "/x?y"}) {
    const auto text = http::upstream::request_text(*first, suffix, {});
    if (!text)
      continue;
    expect(std::ranges::count(*text, '\n') == 5, "no line is added");
    expect(std::ranges::count(*text, '\r') == 5, "no line is added");
    expect(text->starts_with("GET /"), "the target is a path");
    expect(
        std::count(text->begin(), text->begin() + long(text->find('\r')), ' ')
            == 2,
        "the request line has three parts");
  }
}

} // namespace smokehouse::fuzz
