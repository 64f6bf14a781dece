#include "app/views/smoke.hpp"

#include "actors/runtime/ask.hpp"
#include "actors/runtime/gather.hpp"
#include "actors/time_left.hpp"

#include <cctype>

namespace smokehouse::app::views {

namespace {

std::string capitalized(std::string text) {
  if (!text.empty())
    text[0] =
        static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

/// Smokes them all and returns how many there were.
std::size_t smoke(const std::vector<std::string>& smokables,
                  const std::string& flavor, const console& out) {
  for (const auto& one : smokables) {
    out.say("Smoking some " + one + "...");
    out.say("Applying the " + flavor + "...");
    out.say(capitalized(one) + " smoked.");
  }
  return smokables.size();
}

} // namespace

actors::task<http::response> smoke_some_meats(http::request request,
                                              fetchers ask_them, console out) {
  using actors::ask;
  auto bound = actors::time_left(request);
  auto [smokables, flavor] = co_await actors::gather(
      ask(ask_them.smokables.get(), bound, caf::get_atom_v),
      ask(ask_them.flavor.get(), bound, caf::get_atom_v));
  auto smoked = std::to_string(smoke(smokables, flavor, out));
  co_return http::text("Smoked " + smoked + " meats with " + flavor + "!");
}

} // namespace smokehouse::app::views
