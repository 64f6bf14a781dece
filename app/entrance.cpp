#include "app/entrance.hpp"

#include "app/access/token_file.hpp"
#include "app/port_probe.hpp"

namespace smokehouse::app {

namespace {

bool is_loopback(const std::string& address) {
  http::error_code error;
  auto parsed = http::asio::ip::make_address(address, error);
  return !error && parsed.is_loopback();
}

} // namespace

std::optional<std::string> entrance::read_token() {
  const auto& path = wanted_.token_file;
  if (path.empty())
    return std::nullopt;
  auto read = access::read_token_file(path);
  if (!read.wrong.empty())
    return "admin.token-file: " + read.wrong;
  if (!read.doubt.empty())
    inside_.log.service()->warn("admin.token-file: {}", read.doubt);
  inside_.token.emplace(read.token);
  return std::nullopt;
}

std::vector<actors::route> entrance::main_routes() const {
  return wanted_.apart() ? health_routes(inside_)
                         : inside_routes(inside_, access::visitors::local);
}

std::optional<std::string> entrance::start(http::observer* access) {
  if (!wanted_.apart())
    return std::nullopt;
  auto address = wanted_.host();
  auto port = wanted_.port.value_or(0);
  auto log = inside_.log.service();
  listener_.emplace(address, port,
                    inside_routes(inside_, access::visitors::any), access, log);
  if (auto error = listener_->start())
    return cannot_listen(address, port, error);
  if (!inside_.token && !is_loopback(address))
    log->warn("whoever reaches {} may look inside: there is no "
              "admin.token-file",
              address);
  return std::nullopt;
}

std::optional<std::uint16_t> entrance::port() const {
  if (!listener_)
    return std::nullopt;
  return listener_->port();
}

} // namespace smokehouse::app
