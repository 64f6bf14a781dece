#include "test/http/client_bench.hpp"
#include "test/support/certificates.hpp"
#include "test/support/tls_peer.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;
using smokehouse::http::client_settings;
using smokehouse::http::error;

namespace {

/// Made once: a private authority, and what it signed for `localhost`.
const certificates& made() {
  static const certificates instance;
  return instance;
}

outcome ask(const tls_peer& peer, const std::string& host,
            client_settings settings = {}) {
  client_bench bench("https://" + host + ":" + std::to_string(peer.port()),
                     std::move(settings));
  return bench.get("/");
}

} // namespace

TEST_CASE("a certificate of a private authority is trusted with ca_file") {
  tls_peer peer(made().signed_pair("localhost"));
  auto result = ask(peer, "localhost", {.ca_file = made().authority()});
  CHECK_FALSE(result.error);
  CHECK(result.answer.body() == "secret");
  CHECK(peer.server_name() == "localhost");
}

TEST_CASE("a connection with TLS is used again") {
  tls_peer peer(made().signed_pair("localhost"));
  client_bench bench("https://localhost:" + std::to_string(peer.port()),
                     {.ca_file = made().authority()});
  for (int i = 0; i < 3; ++i)
    CHECK(bench.get("/").answer.body() == "secret");
  CHECK(bench.client->stats().connects == 1);
}

TEST_CASE("a certificate of an authority that nobody named is refused") {
  tls_peer peer(made().signed_pair("localhost"));
  CHECK(ask(peer, "localhost").error == error::certificate_refused);
}

TEST_CASE("a certificate that signed itself is refused") {
  tls_peer peer(made().self_signed_pair("localhost"));
  CHECK(ask(peer, "localhost", {.ca_file = made().authority()}).error
        == error::certificate_refused);
}

TEST_CASE("an expired certificate is refused") {
  tls_peer peer(made().expired_pair("localhost"));
  CHECK(ask(peer, "localhost", {.ca_file = made().authority()}).error
        == error::certificate_refused);
}

TEST_CASE("another host's certificate is refused") {
  tls_peer peer(made().signed_pair("smoke.example"));
  CHECK(ask(peer, "localhost", {.ca_file = made().authority()}).error
        == error::certificate_refused);
}

TEST_CASE("a host named by its address is verified and gets no server name") {
  tls_peer named(made().signed_pair("localhost"));
  CHECK(ask(named, "127.0.0.1", {.ca_file = made().authority()}).error
        == error::certificate_refused);
  tls_peer numbered(made().signed_pair("127.0.0.1"));
  auto result = ask(numbered, "127.0.0.1", {.ca_file = made().authority()});
  CHECK(result.answer.body() == "secret");
  CHECK(numbered.server_name().empty());
}

TEST_CASE("a body without a length that TLS does not end is cut off") {
  tls_peer peer(made().signed_pair("localhost"), "HTTP/1.1 200 OK\r\n\r\nhalf");
  CHECK(ask(peer, "localhost", {.ca_file = made().authority()}).error
        == error::connection_closed);
}

TEST_CASE("a peer that does not speak TLS is no TLS peer") {
  scripted_peer plain([](tcp::socket& socket, unsigned) {
    return write(socket, "220 mail.example.org ESMTP\r\n");
  });
  client_bench bench("https://127.0.0.1:" + std::to_string(plain.port()));
  CHECK(bench.get("/").error == error::tls_failed);
}

TEST_CASE("an authority's file that cannot be read is an error at once") {
  CHECK_THROWS_AS(client_bench("https://localhost", {.ca_file = "/no/such"}),
                  boost::system::system_error);
}
