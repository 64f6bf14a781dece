// The client's side of TLS: whom the service believes.
#include "test/support/certificates.hpp"
#include "test/support/temporary_file.hpp"
#include "test/support/tls_peer.hpp"
#include "test/system/invocation.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

const certificates& made() {
  static const certificates instance;
  return instance;
}

options with_tls(const tls_peer& peer, const options& more) {
  return with_upstream("https://localhost:" + std::to_string(peer.port()),
                       more);
}

options trusting() {
  return {"--upstream.ca-file=" + made().authority()};
}

void check_refusal(const tls_peer& peer, const options& more) {
  service smokehouse(with_tls(peer, more));
  for (std::string path : {"/smoke_some_meats/", "/sync/"}) {
    auto answer = smokehouse.get(path);
    CHECK(answer.status == 502);
    CHECK(answer.fields["content-type"] == "application/problem+json");
  }
  CHECK(smokehouse.get("/").status == 200);
  auto stats = smokehouse.stats();
  CHECK(count(stats, "/upstreams/0/failures_by_reason/certificate_refused")
        > 0);
}

/// What a service says that does not start for its authorities.
std::string complaint(const std::string& file) {
  auto [code, out, err] =
      invoke({"--http.port=0", "--upstream.ca-file=" + file});
  CHECK(code == 1);
  CHECK(out.empty());
  REQUIRE(!err.empty());
  return err.back().substr(err.back().find("upstream.ca-file"));
}

} // namespace

TEST_CASE("an upstream with a certificate of a private authority is believed") {
  tls_peer peer(made().signed_pair("localhost"));
  service smokehouse(with_tls(peer, trusting()));
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  CHECK(smokehouse.get("/sync/").status == 200);
  CHECK(peer.server_name() == "localhost");
}

TEST_CASE("a private authority that nobody named is not believed") {
  tls_peer peer(made().signed_pair("localhost"));
  check_refusal(peer, {});
}

TEST_CASE("expired, self-signed and other hosts' certificates give 502") {
  for (const auto& pair :
       {made().expired_pair("localhost"), made().self_signed_pair("localhost"),
        made().signed_pair("smoke.example")}) {
    CAPTURE(pair.certificate);
    tls_peer peer(pair);
    check_refusal(peer, trusting());
  }
}

TEST_CASE("without usable authorities nothing starts") {
  CHECK(complaint("/no/such/file")
        == "upstream.ca-file: cannot read /no/such/file: No such file or "
           "directory");
  CHECK(complaint("/tmp")
        == "upstream.ca-file: cannot read /tmp: Is a directory");
  for (const auto* text : {"", "no certificate\n",
                           "-----BEGIN CERTIFICATE-----\nAAAA\n"
                           "-----END CERTIFICATE-----\n"}) {
    temporary_file file{text};
    auto said = complaint(file.path());
    CAPTURE(said);
    CHECK(said.starts_with("upstream.ca-file: " + file.path()
                           + " has no certificate to trust: "));
  }
}
