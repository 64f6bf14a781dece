#include "http/body_stream.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>

using smokehouse::http::body_stream;

TEST_CASE("what is written is taken in order, and finish ends it") {
  body_stream stream;
  CHECK(stream.write("low "));
  CHECK(stream.write("and slow"));
  std::string taken;
  CHECK_FALSE(stream.take(taken));
  CHECK(taken == "low and slow");
  stream.finish();
  CHECK(stream.take(taken));
  CHECK(taken == "low and slow");
  CHECK_FALSE(stream.write("more"));
}

TEST_CASE("a full stream refuses until the client has taken something") {
  body_stream stream(4);
  CHECK(stream.write("1234"));
  CHECK_FALSE(stream.write("5"));
  std::string taken;
  stream.take(taken);
  CHECK(stream.write("5"));
}

TEST_CASE("a closed stream refuses, and forgets what waited") {
  body_stream stream;
  CHECK(stream.write("lost"));
  CHECK_FALSE(stream.closed());
  stream.close();
  CHECK(stream.closed());
  CHECK_FALSE(stream.write("late"));
  std::string taken;
  stream.take(taken);
  CHECK(taken.empty());
}

TEST_CASE("the reader is woken when there is something new, once") {
  body_stream stream;
  int wakes = 0;
  stream.attach([&wakes] { ++wakes; });
  stream.write("a");
  stream.write("b");
  CHECK(wakes == 1);
  std::string taken;
  stream.take(taken);
  stream.write("c");
  CHECK(wakes == 2);
  stream.finish();
  stream.finish();
  CHECK(wakes == 3);
}

TEST_CASE("nobody is woken after close") {
  body_stream stream;
  int wakes = 0;
  stream.attach([&wakes] { ++wakes; });
  stream.close();
  stream.write("a");
  stream.finish();
  CHECK(wakes == 0);
}

TEST_CASE("a producer on another thread loses nothing") {
  body_stream stream;
  std::thread producer([&stream] {
    for (int i = 0; i < 1000; ++i)
      while (!stream.write("x"))
        std::this_thread::yield();
    stream.finish();
  });
  std::string taken;
  while (!stream.take(taken))
    std::this_thread::yield();
  producer.join();
  CHECK(taken.size() == 1000);
}
