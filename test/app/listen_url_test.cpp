#include "app/listen_url.hpp"

#include <doctest/doctest.h>

using smokehouse::app::listen_url;

TEST_CASE("a listener's URL is one that a client can use") {
  CHECK(listen_url("http", "127.0.0.1", 8000) == "http://127.0.0.1:8000");
  CHECK(listen_url("https", "::1", 443) == "https://[::1]:443");
}
