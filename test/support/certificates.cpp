#include "test/support/certificates.hpp"

#include "test/support/child_process.hpp"

#include <fstream>
#include <vector>

namespace smokehouse::test {

namespace {

std::string alternative_name(const std::string& host) {
  bool is_address = host.find_first_not_of("0123456789.") == host.npos;
  return "subjectAltName=" + std::string(is_address ? "IP:" : "DNS:") + host;
}

/// What makes a key and, from it, a request or a self-signed certificate.
std::vector<std::string> request_for(const std::string& subject,
                                     const std::string& key,
                                     const std::string& out) {
  return {"openssl", "req",      "-newkey",
          "ec",      "-pkeyopt", "ec_paramgen_curve:P-256",
          "-nodes",  "-subj",    "/CN=" + subject,
          "-keyout", key,        "-out",
          out};
}

} // namespace

certificates::certificates() {
  auto command =
      request_for("smokehouse test authority", path("ca.key"), authority());
  command.insert(command.end(), {"-x509", "-days", "2"});
  run(command);
}

std::string certificates::authority() const {
  return path("ca.pem");
}

certificate_pair certificates::signed_pair(const std::string& host,
                                           int days) const {
  return sign(host, "signed", std::to_string(days));
}

certificate_pair certificates::expired_pair(const std::string& host) const {
  return sign(host, "expired", "-1");
}

certificate_pair certificates::self_signed_pair(const std::string& host) const {
  certificate_pair made{path("self-" + host + ".pem"),
                        path("self-" + host + ".key")};
  auto command = request_for(host, made.key, made.certificate);
  command.insert(command.end(),
                 {"-x509", "-days", "2", "-addext", alternative_name(host)});
  run(command);
  return made;
}

certificate_pair certificates::encrypted(const certificate_pair& from) const {
  certificate_pair made{from.certificate, from.key + ".encrypted"};
  run({"openssl", "pkey", "-in", from.key, "-aes256", "-passout", "pass:secret",
       "-out", made.key});
  return made;
}

certificate_pair certificates::sign(const std::string& host,
                                    const std::string& kind,
                                    const std::string& days) const {
  auto base = kind + "-" + host;
  certificate_pair made{path(base + ".pem"), path(base + ".key")};
  std::ofstream(path(base + ".ext")) << alternative_name(host) << '\n';
  run(request_for(host, made.key, path(base + ".csr")));
  run({"openssl", "x509", "-req", "-in", path(base + ".csr"), "-CA",
       authority(), "-CAkey", path("ca.key"), "-CAcreateserial", "-days", days,
       "-extfile", path(base + ".ext"), "-out", made.certificate});
  return made;
}

std::string certificates::path(const std::string& name) const {
  return folder_.path() + '/' + name;
}

} // namespace smokehouse::test
