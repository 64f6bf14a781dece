#include "http/tls_keyring.hpp"
#include "test/http/server/tls_server.hpp"
#include "test/support/child_process.hpp"
#include "test/support/raw_client.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

/// The serial number that a server shows to who asks for this name.
std::string serial_shown(const running_server& server,
                         const std::string& host = "localhost") {
  raw_client client(server.port());
  client.secure({.host = host});
  return client.tls().serial();
}

std::string serial_of(const certificate_pair& pair) {
  return http::tls_identity::load({pair.certificate, pair.key})->serial();
}

http::server_settings with(std::shared_ptr<http::tls_keyring> keys) {
  http::server_settings result;
  result.tls = std::move(keys);
  return result;
}

} // namespace

TEST_CASE("the name that a client asks for chooses the certificate") {
  const auto& made = authority_for_tests();
  auto first = made.signed_pair("first.example");
  auto second = made.signed_pair("*.second.example");
  // Its key is of another type than the others'.
  certificate_pair third{made.authority() + ".rsa.pem",
                         made.authority() + ".rsa.key"};
  run({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj",
       "/CN=third", "-addext", "subjectAltName=DNS:third.example", "-keyout",
       third.key, "-out", third.certificate});
  running_server server(echo_target, with(keyring_of({first, second, third})));
  CHECK(serial_shown(server, "first.example") == serial_of(first));
  CHECK(serial_shown(server, "a.second.example") == serial_of(second));
  CHECK(serial_shown(server, "third.example") == serial_of(third));
  CHECK(serial_shown(server, "third.example.com") == serial_of(first));
  // Who could take the third's key gets the first's all the same.
  raw_client any(server.port());
  any.secure({.authority = made.authority(), .host = "first.example"});
  CHECK(any.send(get("/")).read_answer().status == 200);
}

TEST_CASE("a client's wish to verify is met, or not, by the name") {
  const auto& made = authority_for_tests();
  running_server server(echo_target,
                        with(keyring_of({made.signed_pair("first.example")})));
  raw_client right(server.port());
  right.secure({.authority = made.authority(), .host = "first.example"});
  raw_client wrong(server.port());
  CHECK_THROWS(
      wrong.secure({.authority = made.authority(), .host = "other.example"}));
}

TEST_CASE("what is read anew is for new connections, the others go on") {
  const auto& made = authority_for_tests();
  auto pair = made.signed_pair("again.example");
  const auto old_serial = serial_of(pair);
  auto keys = keyring_of({pair});
  running_server server(echo_target, with(keys));
  raw_client open(server.port());
  open.secure().send(get("/before")).read_answer();
  made.signed_pair("again.example");
  CHECK(serial_shown(server) == old_serial); // Nobody has read it.
  CHECK(keys->load().empty());
  CHECK(serial_of(pair) != old_serial);
  CHECK(serial_shown(server) == serial_of(pair));
  CHECK(open.send(get("/after")).read_answer().body == "/after");
  CHECK(open.tls().serial() == old_serial);
}

TEST_CASE("what cannot be read leaves things as they are") {
  const auto& made = authority_for_tests();
  auto pair = made.signed_pair("broken.example");
  const auto serial = serial_of(pair);
  auto keys = keyring_of({pair});
  running_server server(echo_target, with(keys));
  std::ofstream{pair.key} << "broken";
  CHECK(keys->load() == pair.key + " has no private key in PEM format");
  CHECK(serial_shown(server) == serial);
  std::filesystem::remove(pair.certificate);
  CHECK(keys->load().starts_with("cannot read " + pair.certificate));
  CHECK(serial_shown(server) == serial);
}

TEST_CASE("a key that is too weak is refused when it is read, also a second") {
  const auto& made = authority_for_tests();
  certificate_pair weak{made.authority() + ".weak.pem",
                        made.authority() + ".weak.key"};
  run({"openssl", "req", "-x509", "-newkey", "rsa:512", "-nodes", "-subj",
       "/CN=weak", "-keyout", weak.key, "-out", weak.certificate});
  auto good = made.signed_pair("good.example");
  for (const auto& pairs : {std::vector{weak}, std::vector{good, weak}})
    CHECK_THROWS_WITH(
        keyring_of(pairs),
        doctest::Contains(
            ("cannot use " + weak.certificate + " and " + weak.key).c_str()));
}
