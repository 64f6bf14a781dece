#include "app/settings/tls_checks.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;

namespace {

settings with(tls_settings tls) {
  settings result;
  result.tls = std::move(tls);
  return result;
}

} // namespace

TEST_CASE("no TLS, one certificate and several are fine") {
  CHECK(check_tls({}).empty());
  CHECK(check_tls(with({.certificates = {"a"}, .keys = {"b"}, .port = {}}))
            .empty());
  CHECK(check_tls(with({.certificates = {"a", "b"},
                        .keys = {"c", "d"},
                        .port = std::uint16_t{8443}}))
            .empty());
}

TEST_CASE("each certificate has one key") {
  CHECK(check_tls(with({.certificates = {"a", "b"}, .keys = {"c"}, .port = {}}))
        == "each certificate needs its key: tls.certificate has 2 files, "
           "tls.key has 1 file");
}

TEST_CASE("the ports differ, unless both are any") {
  auto all = with({.certificates = {"a"}, .keys = {"b"}, .port = {}});
  all.tls.port = all.http.port;
  CHECK_FALSE(check_tls(all).empty());
  all.tls.port = all.http.port = 0;
  CHECK(check_tls(all).empty());
}
