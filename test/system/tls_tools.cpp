#include "test/system/tls_tools.hpp"

namespace smokehouse::test {

namespace {

std::string list(const std::vector<certificate_pair>& pairs,
                 std::string certificate_pair::*which) {
  std::string result;
  for (const auto& one : pairs)
    result += (result.empty() ? "[\"" : ", \"") + one.*which + '"';
  return result + ']';
}

} // namespace

const certificates& trusted() {
  static const certificates result;
  return result;
}

options https_with(const std::vector<certificate_pair>& pairs) {
  if (pairs.size() == 1)
    return {"--tls.certificate=" + pairs[0].certificate,
            "--tls.key=" + pairs[0].key};
  return {"--tls.certificate=" + list(pairs, &certificate_pair::certificate),
          "--tls.key=" + list(pairs, &certificate_pair::key)};
}

options https_beside_http(const std::vector<certificate_pair>& pairs) {
  return https_with(pairs) + options{"--tls.port=0"};
}

invocation curl(std::uint16_t port, const options& more,
                const std::string& host) {
  const auto at = std::to_string(port);
  return invoke_program(options{"curl", "-sS", "-w", "\n", "--cacert",
                                trusted().authority(), "--resolve",
                                host + ':' + at + ":127.0.0.1"}
                        + more + options{"https://" + host + ':' + at + '/'});
}

invocation s_client(std::uint16_t port, const std::string& more) {
  return invoke_program(
      {"sh", "-c",
       "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n'"
       " | openssl s_client -ign_eof -connect 127.0.0.1:"
           + std::to_string(port) + " -CAfile " + trusted().authority() + ' '
           + more});
}

bool says(const invocation& what, const std::string& part) {
  return index_of(what.out, part) < what.out.size()
         || index_of(what.err, part) < what.err.size();
}

} // namespace smokehouse::test
