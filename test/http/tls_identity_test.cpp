#include "http/tls_identity.hpp"
#include "test/support/certificates.hpp"
#include "test/support/temporary_file.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace smokehouse;
using namespace smokehouse::test;
using http::tls_identity;

namespace {

const certificates& made() {
  static const certificates result;
  return result;
}

std::string fault_of(const std::string& certificate, const std::string& key) {
  auto loaded = tls_identity::load({certificate, key});
  REQUIRE(loaded.has_error());
  return loaded.error();
}

std::string content_of(const std::string& path) {
  std::ostringstream result;
  result << std::ifstream{path}.rdbuf();
  return result.str();
}

} // namespace

TEST_CASE("a certificate and its key are an identity") {
  auto pair = made().signed_pair("a.example");
  auto loaded = tls_identity::load({pair.certificate, pair.key});
  REQUIRE(loaded.has_value());
  CHECK(loaded->names() == std::vector<std::string>{"a.example"});
  CHECK_FALSE(loaded->serial().empty());
  const auto now = tls_identity::clock::now();
  CHECK(loaded->begin() <= now);
  CHECK(loaded->end() > now + std::chrono::hours{24});
  CHECK(loaded->end() < now + std::chrono::hours{72});
}

TEST_CASE("an identity is for its names, and those of its wildcard") {
  auto pair = made().signed_pair("*.example.org");
  auto wild = tls_identity::load({pair.certificate, pair.key});
  REQUIRE(wild.has_value());
  CHECK(wild->is_for("a.example.org"));
  CHECK(wild->is_for("A.EXAMPLE.ORG"));
  CHECK_FALSE(wild->is_for("example.org"));
  CHECK_FALSE(wild->is_for("a.b.example.org"));
  CHECK_FALSE(wild->is_for("a.example.com"));
  CHECK_FALSE(wild->is_for(""));
}

TEST_CASE("an address is a name") {
  auto pair = made().signed_pair("127.0.0.1");
  auto loaded = tls_identity::load({pair.certificate, pair.key});
  REQUIRE(loaded.has_value());
  CHECK(loaded->names() == std::vector<std::string>{"127.0.0.1"});
}

TEST_CASE("the chain stands behind the certificate") {
  auto pair = made().signed_pair("a.example");
  temporary_file both{content_of(pair.certificate)
                      + content_of(made().authority())};
  auto loaded = tls_identity::load({both.path(), pair.key});
  REQUIRE(loaded.has_value());
  CHECK(sk_X509_num(loaded->chain()) == 1);
  CHECK(loaded->is_for("a.example"));
}

TEST_CASE("certificate and key may be in one file") {
  auto pair = made().signed_pair("a.example");
  temporary_file both{content_of(pair.key) + content_of(pair.certificate)};
  CHECK(tls_identity::load({both.path(), both.path()}).has_value());
}

TEST_CASE("what cannot be used is named, with the reason") {
  auto pair = made().signed_pair("a.example");
  auto other = made().self_signed_pair("b.example");
  temporary_file empty{""};
  temporary_file text{"no certificate at all"};
  temporary_file damaged{content_of(pair.certificate).substr(0, 400)};
  temporary_file damaged_key{content_of(pair.key).substr(0, 60)};
  CHECK(fault_of("/nowhere/a.pem", pair.key)
        == "cannot read /nowhere/a.pem: No such file or directory");
  CHECK(fault_of(pair.certificate, "/nowhere/a.key")
        == "cannot read /nowhere/a.key: No such file or directory");
  CHECK(fault_of("/", pair.key) == "cannot read /: it is no regular file");
  for (auto* file : {&empty, &text}) {
    CHECK(fault_of(file->path(), pair.key)
          == file->path() + " has no certificate in PEM format");
    CHECK(fault_of(pair.certificate, file->path())
          == file->path() + " has no private key in PEM format");
  }
  CHECK(fault_of(damaged.path(), pair.key)
            .starts_with(damaged.path() + " is damaged: "));
  CHECK(fault_of(pair.certificate, damaged_key.path())
            .starts_with(damaged_key.path() + " is damaged: "));
  CHECK(fault_of(pair.certificate, other.key)
        == other.key + " is not the key of " + pair.certificate);
}

TEST_CASE("a key with a passphrase is refused, and nobody is asked") {
  auto pair = made().encrypted(made().signed_pair("a.example"));
  CHECK(fault_of(pair.certificate, pair.key)
        == pair.key + " is encrypted: the key has to be without a passphrase");
}

TEST_CASE("what is no file, or too big for one, is not read to its end") {
  const auto pair = made().signed_pair("a.example");
  CHECK(fault_of("/dev/zero", pair.key)
        == "cannot read /dev/zero: it is no regular file");
  const temporary_file big{std::string(1024 * 1024 + 1, 'x')};
  CHECK(fault_of(big.path(), pair.key) == big.path() + " is too big");
}
