#include "http/error.hpp"

#include <doctest/doctest.h>

#include <set>

using smokehouse::http::error;

TEST_CASE("every error of the client has a text and a name of its own") {
  std::set<std::string> texts;
  std::set<std::string_view> names;
  auto last = static_cast<int>(error::circuit_open);
  for (int i = 1; i <= last; ++i) {
    texts.insert(make_error_code(static_cast<error>(i)).message());
    names.insert(name_of(static_cast<error>(i)));
  }
  CHECK(texts.size() == static_cast<std::size_t>(last));
  CHECK_FALSE(texts.contains("unknown error"));
  CHECK(names.size() == static_cast<std::size_t>(last));
  CHECK_FALSE(names.contains("unknown"));
  CHECK(name_of(error::connect_refused) == "connect_refused");
}

TEST_CASE("an error compares with its error code") {
  boost::system::error_code ec = error::pool_full;
  CHECK(ec == error::pool_full);
  CHECK(ec != error::request_timeout);
  CHECK(ec.category().name() == std::string_view("smokehouse.http"));
}
