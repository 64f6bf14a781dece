#include "app/access/token_file.hpp"
#include "test/support/temporary_file.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

using namespace smokehouse::app::access;
using smokehouse::test::temporary_file;

namespace {

const std::string token = "0123456789abcdef";

/// What is wrong with a file of this content, after its path.
std::string fault_of(const std::string& content) {
  temporary_file file{content};
  auto read = read_token_file(file.path());
  CHECK(read.token.empty());
  REQUIRE(read.wrong.starts_with(file.path() + " "));
  return read.wrong.substr(file.path().size() + 1);
}

} // namespace

TEST_CASE("a token is read without the newline behind it") {
  for (const auto* end : {"", "\n", "\r\n"}) {
    temporary_file file{token + end};
    auto read = read_token_file(file.path());
    CHECK(read.token == token);
    CHECK(read.wrong == "");
    CHECK(read.doubt == "");
  }
}

TEST_CASE("a token has 16 to 4096 characters") {
  CHECK(fault_of("") == "is empty");
  CHECK(fault_of("\n") == "is empty");
  CHECK(fault_of(token.substr(1) + "\n")
        == "is too short: a token has 16 characters at least");
  temporary_file longest{std::string(4096, 'x') + "\n"};
  CHECK(read_token_file(longest.path()).token.size() == 4096);
  CHECK(fault_of(std::string(4097, 'x'))
        == "is too long: a token has 4096 characters at most");
  CHECK(fault_of(std::string(1'000'000, 'x')).starts_with("is too long"));
}

TEST_CASE("a token is one line that a field of a request can carry") {
  for (std::string other : {" ", "\n", "\t", "\x7f", "\xc3\xa4"})
    CHECK(fault_of(token + other + token)
          == "is no token: it has to be one line of printable ASCII "
             "characters without spaces");
}

TEST_CASE("what cannot be read is told with its path and why") {
  CHECK(read_token_file("/no/such/file").wrong
        == "cannot read /no/such/file: No such file or directory");
  CHECK(read_token_file("/tmp").wrong == "cannot read /tmp: Is a directory");
}

TEST_CASE("a token that every user may read is doubtful, and taken") {
  temporary_file file{token};
  ::chmod(file.path().c_str(), 0644);
  auto read = read_token_file(file.path());
  CHECK(read.token == token);
  CHECK(read.doubt == "every user of this machine may read " + file.path());
  ::chmod(file.path().c_str(), 0640);
  CHECK(read_token_file(file.path()).doubt == "");
}
