#include "http/blocking_get.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <utility>

namespace smokehouse::http {

client_response blocking_get(const url& from, client_settings settings,
                             get_options options) {
  asio::io_context context(1);
  client upstream(context.get_executor(), from, std::move(settings));
  std::exception_ptr failed;
  client_response answer;
  asio::co_spawn(context, upstream.get("", std::move(options)),
                 [&](std::exception_ptr e, client_response r) {
                   failed = e;
                   answer = std::move(r);
                   context.stop();
                 });
  context.run();
  if (failed)
    std::rethrow_exception(failed);
  return answer;
}

} // namespace smokehouse::http
