#include "app/settings/nearest.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;

TEST_CASE("the edit distance counts insertions, deletions and replacements") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("port", "port") == 0);
  CHECK(edit_distance("port", "ports") == 1);
  CHECK(edit_distance("port", "pot") == 1);
  CHECK(edit_distance("port", "part") == 1);
  CHECK(edit_distance("", "port") == 4);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("swapped neighbours are one edit") {
  CHECK(edit_distance("prot", "port") == 1);
  CHECK(edit_distance("http.prot", "http.port") == 1);
}

TEST_CASE("the nearest name is the one with the least distance") {
  CHECK(nearest("http.prot", {"burn.mode", "http.port"}) == "http.port");
}

TEST_CASE("the first of several names at the same distance is the nearest") {
  CHECK(nearest("a", {"b", "c"}) == "b");
}

TEST_CASE("nothing is nearest among no names") {
  CHECK(nearest("a", {}).empty());
}
