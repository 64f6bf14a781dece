#include "actors/route.hpp"

#include <boost/beast/http/verb.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

std::string_view without_slash(std::string_view path) {
  auto shorter = path.substr(0, path.size() - 1);
  if (path.ends_with('/') && !shorter.empty() && !shorter.ends_with('/'))
    return shorter;
  return path;
}

std::vector<http::method> with_head(std::vector<http::method> methods) {
  constexpr auto has = [](const auto& in, http::method one) {
    return std::ranges::count(in, one) > 0;
  };
  if (has(methods, http::method::get) && !has(methods, http::method::head))
    methods.push_back(http::method::head);
  return methods;
}

std::string joined(const std::vector<http::method>& methods) {
  std::string result;
  for (auto one : methods) {
    if (!result.empty())
      result += ", ";
    result += boost::beast::http::to_string(one);
  }
  return result;
}

} // namespace

route_index::route_index(const std::vector<route>& routes) {
  for (const auto& one : routes) {
    auto methods = with_head(one.methods);
    auto allow = joined(methods);
    auto index = static_cast<std::uint16_t>(entries_.size());
    auto path = without_slash(one.path);
    by_path_.emplace(path, index);
    if (one.below)
      trees_.push_back({std::string{path} + '/', index});
    entries_.push_back({std::move(methods), std::move(allow)});
  }
}

std::optional<std::uint16_t> route_index::find(std::string_view path) const {
  auto found = by_path_.find(without_slash(path));
  if (found != by_path_.end())
    return found->second;
  for (const auto& one : trees_)
    if (path.starts_with(one.prefix))
      return one.route;
  return std::nullopt;
}

bool route_index::allows(std::uint16_t route, http::method method) const {
  return std::ranges::count(entries_[route].methods, method) > 0;
}

const std::string& route_index::allow(std::uint16_t route) const {
  return entries_[route].allow;
}

} // namespace smokehouse::actors
