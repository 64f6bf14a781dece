#include "app/log/console.hpp"
#include "app/log/line_writer.hpp"
#include "test/app/log/pipe_reader.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;
using smokehouse::test::pipe_reader;

TEST_CASE("the console prints its lines as they are") {
  pipe_reader pipe;
  auto writer = std::make_shared<line_writer>(pipe.writer(), 1024);
  console out{writer};
  out.say("Getting flavor...");
  out.say("100 {} %v Stubb's");
  CHECK(pipe.read_until("Stubb's\n")
        == "Getting flavor...\n100 {} %v Stubb's\n");
}

TEST_CASE("a console without a writer says nothing") {
  console{}.say("lost");
}
