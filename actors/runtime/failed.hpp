#pragma once

#include <caf/error.hpp>

#include <exception>
#include <string>

namespace smokehouse::actors {

/// How a coroutine sees an error that another actor answered, or that its own
/// wait ran into. Left uncaught it becomes the error of the request that the
/// coroutine works on.
class failed : public std::exception {
public:
  explicit failed(caf::error reason);

  const caf::error& reason() const noexcept {
    return reason_;
  }

  /// The error as CAF prints it, e.g. `request_timeout`.
  const char* what() const noexcept override {
    return text_.c_str();
  }

private:
  caf::error reason_;
  std::string text_;
};

} // namespace smokehouse::actors
