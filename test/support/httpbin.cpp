#include "test/support/httpbin.hpp"

#include <stdexcept>

namespace smokehouse::test {

namespace {

constexpr auto program = R"(
import httpbin, waitress
server = waitress.create_server(httpbin.app, host="127.0.0.1", port=0,
                                threads=16)
print("port", server.effective_port, flush=True)
server.run()
)";

} // namespace

// Not the first python3 in PATH: that one need not see Debian's packages.
httpbin::httpbin() : server_({.argv = {"/usr/bin/python3", "-c", program}}) {
  using enum child_process::output;
  auto line = server_.wait_for_line(out, "port ", std::chrono::seconds(10));
  if (!line)
    throw std::runtime_error("httpbin does not start: install python3-httpbin"
                             " and python3-waitress");
  port_ = static_cast<unsigned short>(std::stoul(line->substr(5)));
}

std::string httpbin::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

} // namespace smokehouse::test
