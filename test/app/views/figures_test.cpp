#include "app/views/figures.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app::views;

TEST_CASE("times have three digits, up to a minute") {
  CHECK(duration_text(0) == "0 s");
  CHECK(duration_text(2.5e-6) == "2.50 us");
  CHECK(duration_text(340e-6) == "340 us");
  CHECK(duration_text(0.9996e-3) == "1.00 ms");
  CHECK(duration_text(12.34e-3) == "12.3 ms");
  CHECK(duration_text(0.9996) == "1.00 s");
  CHECK(duration_text(1.5) == "1.50 s");
  CHECK(duration_text(59.9) == "59.9 s");
}

TEST_CASE("longer times have two units") {
  CHECK(duration_text(60) == "1 min");
  CHECK(duration_text(59.97) == "1 min");
  CHECK(duration_text(61) == "1 min 1 s");
  CHECK(duration_text(7500) == "2 h 5 min");
  CHECK(duration_text(3 * 86400 + 7200) == "3 d 2 h");
}

TEST_CASE("memory is counted in units of 1024") {
  CHECK(bytes_text(0) == "0 B");
  CHECK(bytes_text(1023) == "1023 B");
  CHECK(bytes_text(1024) == "1.00 KiB");
  CHECK(bytes_text(3482) == "3.40 KiB");
  CHECK(bytes_text(120 * 1024 * 1024) == "120 MiB");
  CHECK(bytes_text(1023 * 1024) == "1.00 MiB");
}
