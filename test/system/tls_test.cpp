#include "test/support/eventually.hpp"
#include "test/support/temporary_folder.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/tls_tools.hpp"
#include "test/system/visit.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

certificate_pair localhost() {
  return trusted().signed_pair("localhost");
}

const options either_version[] = {{"--tlsv1.2", "--tls-max", "1.2"},
                                  {"--tlsv1.3"}};

constexpr int not_trusted = 60;
constexpr int no_handshake = 35;

} // namespace

TEST_CASE("with a certificate HTTPS takes the place of HTTP") {
  service smokehouse(https_with({localhost()}));
  CHECK(smokehouse.greeting()
        == "smokehouse " SMOKEHOUSE_VERSION " listening on https://127.0.0.1:"
               + std::to_string(smokehouse.port()));
  for (const auto& version : either_version) {
    auto got = curl(smokehouse.port(), version);
    CHECK(got.code == 0);
    CHECK(says(got, "Hello, async actors!"));
  }
  CHECK(smokehouse.get("/").status == 400); // That is plain HTTP.
}

TEST_CASE("with a port of its own HTTPS is beside HTTP, and is counted") {
  service smokehouse(https_beside_http({localhost()}));
  CHECK(smokehouse.greeting().find(" http://127.0.0.1:") != std::string::npos);
  CHECK(smokehouse.tls_port() != smokehouse.port());
  CHECK(smokehouse.get("/").status == 200);
  CHECK(curl(smokehouse.tls_port()).code == 0);
  raw_client open(smokehouse.tls_port());
  open.secure().send(get("/")).read_answer();
  CHECK(smokehouse.shows([](const auto& stats) {
    const auto& tls = stats.at_pointer("/http/connections/tls");
    return count(tls, "/open") == 1 && count(tls, "/handshakes") == 2
           && count(tls, "/failed") == 0;
  }));
  auto metrics = smokehouse.get("/metrics").body;
  CHECK(metrics.find("smokehouse_http_tls_handshakes_total{") != metrics.npos);
}

TEST_CASE("the second line names HTTPS, and the third the admin listener") {
  service smokehouse(https_beside_http({localhost()})
                     + options{"--admin.port=0"});
  smokehouse.admin_port();
  auto lines = smokehouse.console();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("tls listening on https://127.0.0.1:"));
  CHECK(lines[1].starts_with("admin listening on http://127.0.0.1:"));
}

TEST_CASE("old versions are refused") {
  service smokehouse(https_beside_http({localhost()}));
  // The client has to be talked into it.
  auto old =
      s_client(smokehouse.tls_port(), "-tls1_1 -cipher DEFAULT@SECLEVEL=0");
  CHECK(says(old, "alert protocol version"));
  CHECK_FALSE(says(old, "Hello"));
  service strict(https_with({localhost()}) + options{"--tls.min-version=1.3"});
  CHECK(curl(strict.port(), either_version[0]).code == no_handshake);
  CHECK(curl(strict.port(), either_version[1]).code == 0);
}

TEST_CASE("what a client must not trust is not made to look better") {
  struct {
    certificate_pair pair;
    std::string reason;
  } const cases[] = {
      {trusted().expired_pair("localhost"), "certificate has expired"},
      {trusted().self_signed_pair("localhost"), "self-signed certificate"},
      {trusted().signed_pair("other.example"),
       "no alternative certificate subject name matches"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.reason);
    service smokehouse(https_with({one.pair}));
    auto got = curl(smokehouse.port());
    CHECK(got.code == not_trusted);
    CHECK(says(got, one.reason));
  }
}

TEST_CASE("the name that a client asks for chooses the certificate") {
  auto first = trusted().signed_pair("first.example");
  auto second = trusted().signed_pair("second.example");
  service smokehouse(https_with({first, second}));
  for (const auto* host : {"first.example", "second.example"}) {
    CHECK(curl(smokehouse.port(), {}, host).code == 0);
    auto seen = s_client(smokehouse.port(), std::string{"-servername "} + host
                                                + " -verify_return_error "
                                                  "-verify_hostname "
                                                + host);
    CHECK(says(seen, std::string{"subject=CN = "} + host));
    CHECK(says(seen, "Verify return code: 0 (ok)"));
  }
  CHECK(curl(smokehouse.port(), {}, "third.example").code == not_trusted);
  CHECK(says(s_client(smokehouse.port(), "-noservername"),
             "subject=CN = first.example"));
}

TEST_CASE("a session is resumed, on whichever shard") {
  service smokehouse(https_beside_http({localhost()})
                     + options{"--caf.scheduler.max-threads=4"});
  temporary_folder folder;
  constexpr int times = 8;
  for (const auto* version : {"-tls1_2", "-tls1_3"}) {
    const auto file = folder.path() + '/' + version;
    auto first = s_client(smokehouse.tls_port(),
                          std::string{version} + " -sess_out " + file);
    CHECK(says(first, "New, TLSv1."));
    for (int i = 0; i < times; ++i)
      CHECK(says(s_client(smokehouse.tls_port(),
                          std::string{version} + " -sess_in " + file),
                 "Reused, TLSv1."));
  }
  CHECK(count(smokehouse.stats(), "/http/connections/tls/resumed")
        == 2 * times);
}

TEST_CASE("HTTP/1.1 is agreed on, and nothing else") {
  service smokehouse(https_with({localhost()}));
  CHECK(says(s_client(smokehouse.port(), "-alpn h2,http/1.1"),
             "ALPN protocol: http/1.1"));
  CHECK(says(s_client(smokehouse.port(), "-alpn h2"),
             "alert no application protocol"));
}

TEST_CASE("the inside is shown over TLS, and a login stays there") {
  temporary_folder folder;
  const auto token = folder.path() + "/token";
  run({"sh", "-c",
       "printf 'correct-horse-battery' > " + token + " && chmod 600 " + token});
  service smokehouse(https_beside_http({localhost()})
                     + options{"--admin.token-file=" + token});
  const visit login{.target = "/admin/login",
                    .method = "POST",
                    .body = "token=correct-horse-battery"};
  raw_client secure(smokehouse.tls_port());
  auto over_tls = secure.secure().send(login.text()).read_answer();
  auto plain = login.to(smokehouse.port());
  CHECK(over_tls.fields["set-cookie"].find("; Secure;") != std::string::npos);
  CHECK(plain.fields["set-cookie"].find("Secure") == std::string::npos);
}

TEST_CASE("keys that do not go together are told before anything starts") {
  struct {
    options given;
    const char* wrong;
  } const cases[] = {
      {{"--tls.certificate=a.pem"},
       "smokehouse: tls: each certificate needs its key: tls.certificate has 1 "
       "file, tls.key has 0 files"},
      {{"--tls.key=a.key"},
       "smokehouse: tls: each certificate needs its key: tls.certificate has 0 "
       "files, tls.key has 1 file"},
      {{"--tls.port=0"},
       "smokehouse: tls: tls.port needs tls.certificate and tls.key"},
      {{"--tls.certificate=a.pem", "--tls.key=a.key", "--tls.port=8000"},
       "smokehouse: tls: tls.port is http.port, 8000: without tls.port HTTPS "
       "takes the place of HTTP"},
      {{"--tls.min-version=1.1"},
       "smokehouse: --tls.min-version=1.1: tls.min-version: expects 1.2 or "
       "1.3, "
       "not \"1.1\""},
  };
  for (const auto& [given, wrong] : cases) {
    auto result = invoke(given);
    CHECK(result.code == 2);
    CHECK(result.err == std::vector<std::string>{wrong});
  }
}

TEST_CASE("files that do not go together are told, and nothing is served") {
  auto pair = localhost();
  auto other = trusted().self_signed_pair("localhost");
  auto locked = trusted().encrypted(pair);
  struct {
    certificate_pair pair;
    std::string wrong;
  } const cases[] = {
      {{pair.certificate, other.key},
       other.key + " is not the key of " + pair.certificate},
      {{"/nowhere/a.pem", pair.key},
       "cannot read /nowhere/a.pem: No such file"},
      {locked, locked.key + " is encrypted: the key has to be without a pass"},
  };
  for (const auto& [files, wrong] : cases) {
    auto result = invoke(https_with({files}) + options{"--http.port=0"});
    CHECK(result.code == 1);
    CHECK(result.out.empty());
    CHECK(says(result, "error: tls: " + wrong));
  }
}

TEST_CASE("a port of HTTPS that is taken is named") {
  service first;
  const auto port = std::to_string(first.port());
  auto result = invoke(https_with({localhost()})
                       + options{"--http.port=0", "--tls.port=" + port});
  CHECK(result.code == 1);
  CHECK(says(result, "cannot listen on 127.0.0.1:" + port));
}

TEST_CASE("the log tells the certificate, and warns of its end") {
  service fine(https_with({trusted().signed_pair("localhost", 30)}));
  CHECK(fine.logs(" is for localhost, has serial "));
  service soon(https_with({trusted().signed_pair("localhost", 13)}));
  CHECK(soon.logs("warning: tls: "));
  CHECK(soon.logs(" expires in 13 days and 0 hours, at "));
  service late(https_with({trusted().expired_pair("localhost")}));
  CHECK(late.logs(" has expired, at "));
  auto log = fine.log();
  CHECK(index_of(log, "warning") == log.size());
}
