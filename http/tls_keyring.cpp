#include "http/tls_keyring.hpp"

#include <utility>

namespace smokehouse::http {

std::string tls_keyring::load() {
  auto fresh = tls_context::load(from_);
  if (!fresh)
    return fresh.error();
  // The old one ends after the lock.
  auto next = std::move(*fresh);
  std::lock_guard guard(mutex_);
  current_.swap(next);
  return {};
}

std::shared_ptr<const tls_context> tls_keyring::current() const {
  std::lock_guard guard(mutex_);
  return current_;
}

} // namespace smokehouse::http
