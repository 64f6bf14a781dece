#include "http/host_lookup.hpp"

#include <boost/asio/io_context.hpp>

#include <thread>

namespace smokehouse::http {

namespace {

host_lookup::endpoints ask_system(const std::string& host, std::uint16_t port) {
  asio::io_context context{1};
  tcp::resolver resolver{context};
  error_code ec;
  host_lookup::endpoints result;
  for (const auto& entry : resolver.resolve(host, std::to_string(port), ec))
    result.push_back(entry.endpoint());
  return result;
}

} // namespace

host_lookup::host_lookup() : host_lookup(ask_system) {}

host_lookup::wait host_lookup::find(const std::string& host, std::uint16_t port,
                                    listener on_found) {
  auto result = std::make_shared<listener>(std::move(on_found));
  const place which{host, port};
  std::lock_guard guard{mutex_};
  auto [at, first] = pending_.try_emplace(which);
  std::erase_if(at->second, [](auto& one) { return one.expired(); });
  at->second.push_back(result);
  if (first)
    start(which);
  return result;
}

void host_lookup::start(const place& which) {
  try {
    std::thread{[self = shared_from_this(), which] {
      self->finish(which, self->ask_(which.first, which.second));
    }}.detach();
  } catch (...) {
    pending_.erase(which);
    throw;
  }
}

void host_lookup::finish(const place& which, const endpoints& found) {
  std::unique_lock guard{mutex_};
  auto waiting = pending_.extract(which);
  guard.unlock();
  for (const auto& one : waiting.mapped())
    if (auto on_found = one.lock())
      (*on_found)(found);
}

} // namespace smokehouse::http
