#include "app/log/access_log.hpp"
#include "app/log/line_writer.hpp"
#include "http/request_builder.hpp"
#include "test/app/log/pipe_reader.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;

TEST_CASE("the access log prints a line for each request that ends") {
  test::pipe_reader pipe;
  auto writer = std::make_shared<app::line_writer>(pipe.writer(), 1024);
  app::access_log log{app::console{writer}, app::log_format::uvicorn};
  http::tcp::endpoint peer{http::asio::ip::make_address("10.0.0.1"), 5};
  log.finished(http::request_builder{}.peer(peer).build(), {});
  http::exchange how;
  how.status = http::status::not_found;
  log.finished(http::request_builder{}.peer(peer).target("/a").build(), how);
  CHECK(pipe.read_until("Found\n")
        == "INFO:     10.0.0.1:5 - \"GET / HTTP/1.1\" 200 OK\n"
           "INFO:     10.0.0.1:5 - \"GET /a HTTP/1.1\" 404 Not Found\n");
}
