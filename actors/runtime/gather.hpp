#pragma once

#include "actors/runtime/task.hpp"
#include "actors/runtime/work_context.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>

#include <array>
#include <exception>
#include <tuple>
#include <utility>

namespace smokehouse::actors {

namespace detail {

/// What all parts brought, or what the first one to fail threw.
/// @param ends The order of their ends, then exception and result of each.
template <class... Ts, std::size_t... I, class Ends>
std::tuple<Ts...> joined(std::index_sequence<I...>, Ends& ends) {
  const std::array failures = {std::get<1 + 2 * I>(ends)...};
  for (auto index : std::get<0>(ends))
    if (failures[index])
      std::rethrow_exception(failures[index]);
  return {std::move(std::get<2 + 2 * I>(ends))...};
}

} // namespace detail

/// Waits for all parts at the same time: `auto [a, b] = co_await gather(x, y)`.
/// When one fails the others are cancelled and its exception is thrown. (Asio's
/// operator `&&` does the same, but throws the exception of the leftmost, which
/// may be the cancellation that another one's failure caused.)
/// @param parts Each of another type than void, default-constructible.
template <class... Ts>
task<std::tuple<Ts...>> gather(task<Ts>... parts) {
  namespace asio = boost::asio;
  timed_join timed;
  auto executor = co_await asio::this_coro::executor;
  auto all =
      asio::experimental::make_parallel_group(
          asio::co_spawn(executor, std::move(parts), asio::deferred)...)
          .async_wait(asio::experimental::wait_for_one_error(), asio::deferred);
  auto ends = co_await std::move(all);
  timed.end();
  co_return detail::joined<Ts...>(std::index_sequence_for<Ts...>{}, ends);
}

} // namespace smokehouse::actors
