#include "app/serve.hpp"

#include "app/descriptors.hpp"
#include "app/exit_code.hpp"
#include "app/log/logging.hpp"
#include "app/service.hpp"
#include "app/shutdown.hpp"
#include "app/version.hpp"

#include <csignal>
#include <optional>

namespace smokehouse::app {

namespace {

std::string url_of(const std::string& address, std::uint16_t port) {
  auto v6 = address.find(':') != std::string::npos;
  auto host = v6 ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(port);
}

} // namespace

int serve(configuration config) {
  std::signal(SIGPIPE, SIG_IGN); // a reader of our output may leave
  reserve_descriptors(config.values.http.max_connections);
  auto address = config.values.http.address;
  auto admin_address = config.values.admin.host();
  auto grace = config.values.shutdown.grace;
  logging log{config.values.log};
  shutdown end{log, grace};
  // Ends on the thread that made it: CAF's system waits for what its own
  // thread keeps of it.
  std::optional<service> running{std::in_place, std::move(config), log};
  if (auto wrong = running->start()) {
    log.service()->error("{}", *wrong);
    return exit_code::cannot_start;
  }
  end.watch(*running);
  log.out().say("smokehouse " + std::string{version} + " listening on "
                + url_of(address, running->port()));
  if (auto port = running->admin_port())
    log.out().say("admin listening on " + url_of(admin_address, *port));
  end.wait();
  running.reset();
  end.report();
  return exit_code::clean;
}

} // namespace smokehouse::app
