#pragma once

#include "actors/live_handle.hpp"
#include "actors/view.hpp"
#include "http/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace smokehouse::actors {

/// A path and the view that answers it.
struct route {
  /// As in `/smoke_some_meats`; a trailing slash makes no difference.
  std::string path;
  /// The view's actor is called `view.NAME`.
  std::string name;
  view_function function;
  /// GET implies HEAD.
  std::vector<http::method> methods = {http::method::get};
  /// Answers all paths below its own too, unless they have a route themselves.
  bool below = false;
  /// Answered however much there is to do: no limit counts it.
  bool always = false;
};

/// Finds the route of a path: exact, but for one trailing slash, else one that
/// answers all below its path.
class route_index {
public:
  explicit route_index(const std::vector<route>& routes);

  std::optional<std::uint16_t> find(std::string_view path) const;

  /// Whether the route answers that method.
  bool allows(std::uint16_t route, http::method method) const;

  /// The value of the field `Allow`, e.g. `GET, HEAD`.
  const std::string& allow(std::uint16_t route) const;

private:
  struct entry {
    std::vector<http::method> methods;
    std::string allow;
  };
  struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  struct tree {
    /// With a slash at the end.
    std::string prefix;
    std::uint16_t route;
  };

  std::vector<entry> entries_;
  std::unordered_map<std::string, std::uint16_t, text_hash, std::equal_to<>>
      by_path_;
  std::vector<tree> trees_;
};

} // namespace smokehouse::actors
