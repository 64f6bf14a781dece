#include "app/settings/tls_checks.hpp"

namespace smokehouse::app {

namespace {

std::string files(std::size_t n) {
  return std::to_string(n) + (n == 1 ? " file" : " files");
}

} // namespace

std::string check_tls(const settings& all) {
  const auto& tls = all.tls;
  const auto certificates = tls.certificates.size();
  const auto keys = tls.keys.size();
  if (certificates != keys)
    return "each certificate needs its key: tls.certificate has "
           + files(certificates) + ", tls.key has " + files(keys);
  if (tls.port && !tls.on())
    return "tls.port needs tls.certificate and tls.key";
  if (tls.port && *tls.port != 0 && *tls.port == all.http.port)
    return "tls.port is http.port, " + std::to_string(all.http.port)
           + ": without tls.port HTTPS takes the place of HTTP";
  return {};
}

} // namespace smokehouse::app
