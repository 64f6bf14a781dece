#pragma once

#include <string>
#include <string_view>

namespace smokehouse::app {

/// A file of the page `/admin/`, embedded in the binary when it was built.
struct admin_asset {
  /// Below `/admin/`: `style.css`. The page itself has an empty one.
  std::string_view path;
  std::string_view media_type;
  std::string_view content;
  /// The value of its field `ETag`; another one when the content is another.
  std::string etag;
};

/// The file with that path, or null.
const admin_asset* find_admin_asset(std::string_view path);

} // namespace smokehouse::app
