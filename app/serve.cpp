#include "app/serve.hpp"

#include "app/descriptors.hpp"
#include "app/exit_code.hpp"
#include "app/listen_url.hpp"
#include "app/log/logging.hpp"
#include "app/service.hpp"
#include "app/shutdown.hpp"
#include "app/version.hpp"

#include <csignal>
#include <optional>

namespace smokehouse::app {

int serve(configuration config) {
  std::signal(SIGPIPE, SIG_IGN); // a reader of our output may leave
  shutdown::leave_signals();
  reserve_descriptors(config.values.http.max_connections);
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
                + running->listening().url());
  if (auto url = running->listening().tls_url())
    log.out().say("tls listening on " + *url);
  if (auto port = running->admin_port())
    log.out().say("admin listening on "
                  + listen_url("http", admin_address, *port));
  end.wait();
  running.reset();
  end.report();
  return exit_code::clean;
}

} // namespace smokehouse::app
