#pragma once

#include "actors/runtime/task.hpp"
#include "actors/runtime/work_context.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <exception>
#include <tuple>
#include <utility>

namespace smokehouse::actors {

/// Waits for all parts at the same time: `auto [a, b] = co_await gather(x, y)`.
/// When one fails the others are cancelled and its exception is thrown. (Asio's
/// operator `&&` does the same, but throws the exception of the leftmost, which
/// may be the cancellation that another one's failure caused.)
/// @param parts Each of another type than void, default-constructible.
template <class... Ts>
task<std::tuple<Ts...>> gather(task<Ts>... parts) {
  namespace asio = boost::asio;
  timed_join timed;
  using indices = std::index_sequence_for<Ts...>;
  auto executor = co_await asio::this_coro::executor;
  auto group = asio::experimental::make_parallel_group(
      asio::co_spawn(executor, std::move(parts), asio::deferred)...);
  auto ended = group.async_wait(asio::experimental::wait_for_one_error(),
                                asio::use_awaitable);
  auto all = co_await std::move(ended);
  timed.end();
  // In the tuple: the order of their ends, then exception and result of each.
  auto failures = [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::array{std::get<1 + 2 * I>(all)...};
  }
  (indices{});
  for (auto index : std::get<0>(all))
    if (failures[index])
      std::rethrow_exception(failures[index]);
  co_return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::tuple<Ts...>{std::move(std::get<2 + 2 * I>(all))...};
  }
  (indices{});
}

} // namespace smokehouse::actors
