#include "app/views/smoke.hpp"

#include "actors/runtime/ask.hpp"
#include "actors/runtime/gather.hpp"
#include "actors/time_left.hpp"
#include "http/moving_mean.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace smokehouse::app::views {

namespace {

using actors::ask;
using actors::attempt;
using actors::gather;

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

/// Whom to ask; while there is none it is thrown for how long that is so.
template <class Handle>
Handle there(const actors::live_handle<Handle>& place) {
  auto result = place.get();
  if (!result)
    throw actors::failed{actors::unavailable(http::retry_after(place.away()))};
  return result;
}

http::response served(const std::vector<std::string>& smokables,
                      const sauce& with, const console& out) {
  auto smoked = std::to_string(smoke(smokables, with.flavor, out));
  auto result =
      http::text("Smoked " + smoked + " meats with " + with.flavor + "!");
  if (with.replaced)
    result.headers.push_back({"X-Partial", "flavor"});
  return result;
}

actors::task<http::response>
smoke_with_flavor(fetchers from, caf::timespan bound, console out) {
  auto smokables = ask(there(from.smokables), bound, caf::get_atom_v);
  auto flavor = ask(there(from.flavor), bound, caf::get_atom_v);
  auto all = gather(std::move(smokables), std::move(flavor));
  auto [meats, name] = co_await std::move(all);
  co_return served(meats, {std::move(name)}, out);
}

actors::task<http::response>
smoke_with_any_flavor(fetchers from, caf::timespan bound, console out) {
  auto smokables = ask(there(from.smokables), bound, caf::get_atom_v);
  auto flavor = attempt(
      ask(from.flavor.get(), patience_for_flavor(bound), caf::get_atom_v));
  auto all = gather(std::move(smokables), std::move(flavor));
  auto [meats, tried] = co_await std::move(all);
  co_return served(meats, sauce_of(std::move(tried)), out);
}

} // namespace

sauce sauce_of(actors::attempted<std::string> flavor) {
  if (flavor.value)
    return {std::move(*flavor.value), false};
  return {everybodys_flavor, true};
}

caf::timespan patience_for_flavor(caf::timespan left) {
  return std::max(left - left / 10, caf::timespan{1});
}

actors::task<http::response> smoke_some_meats(http::request request,
                                              fetchers ask_them,
                                              flavor_loss without_flavor,
                                              console out) {
  const auto bound = actors::time_left(request);
  if (without_flavor == flavor_loss::fail)
    return smoke_with_flavor(std::move(ask_them), bound, std::move(out));
  return smoke_with_any_flavor(std::move(ask_them), bound, std::move(out));
}

} // namespace smokehouse::app::views
