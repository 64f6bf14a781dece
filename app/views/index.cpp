#include "app/views/index.hpp"

namespace smokehouse::app::views {

http::response index(const http::request&) {
  return http::text("Hello, async actors!");
}

} // namespace smokehouse::app::views
