#pragma once

#include "app/log/console.hpp"
#include "app/settings/choices.hpp"
#include "http/observer.hpp"

namespace smokehouse::app {

/// Prints a line for each request that ends. Never blocks the loop; a line is
/// lost rather than waited for (see `line_writer`).
class access_log : public http::observer {
public:
  access_log(console out, log_format format)
      : out_(std::move(out)), format_(format) {
    // nop
  }

  void finished(const http::request& request,
                const http::exchange& how) noexcept override;

private:
  console out_;
  log_format format_;
};

} // namespace smokehouse::app
