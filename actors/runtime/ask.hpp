#pragma once

#include "actors/runtime/asking.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/task.hpp"

#include <caf/actor_cast.hpp>
#include <caf/error.hpp>
#include <caf/message.hpp>
#include <caf/response_type.hpp>
#include <caf/sec.hpp>
#include <caf/timespan.hpp>

#include <type_traits>
#include <utility>

namespace smokehouse::actors {

namespace detail {

template <class Types>
struct answer;

template <>
struct answer<caf::detail::type_list<void>> {
  using type = void;
};

template <>
struct answer<caf::detail::type_list<>> {
  using type = void;
};

template <class T>
struct answer<caf::detail::type_list<T>> {
  using type = T;
};

/// What a typed handle's signatures promise for these arguments.
template <class Handle, class... Ts>
using answer_t = typename answer<typename caf::response_type<
    typename Handle::signatures, std::decay_t<Ts>...>::type>::type;

template <class T>
T unpack(caf::message& answer) {
  if constexpr (std::is_void_v<T>) {
    return;
  } else if constexpr (std::is_same_v<T, caf::message>) {
    return std::move(answer);
  } else {
    if (!answer.match_elements<T>())
      throw failed{caf::make_error(caf::sec::unexpected_response)};
    // Copies only what somebody else still refers to.
    return std::move(answer.get_mutable_as<T>(0));
  }
}

template <class T>
task<T> ask_as(asking one) {
  auto end = one.answered();
  co_await std::move(end);
  auto answer = one.take_answer();
  co_return unpack<T>(answer);
}

} // namespace detail

/// Sends a request and waits for its answer; `ask` with messages unpacked.
/// @throws failed with the error that came instead of an answer,
///         `sec::request_timeout` after `timeout`,
///         `sec::request_receiver_down` when it has ended, or
///         `error::unavailable` when there is none, as in quarantine.
/// @throws boost::system::system_error (`operation_aborted`) when the waiting
///         coroutine is cancelled.
inline task<caf::message> ask_message(caf::strong_actor_ptr receiver,
                                      caf::timespan timeout,
                                      caf::message request) {
  return detail::ask_as<caf::message>(
      asking{std::move(receiver), timeout, std::move(request)});
}

/// Asks a typed actor and waits without a thread: `co_await` gives its answer.
/// Outstanding asks cost the same each however many there are.
/// @param timeout Greater than zero; the bound of the wait.
/// @throws as `ask_message` does.
template <class Handle, class... Ts>
auto ask(const Handle& receiver, caf::timespan timeout, Ts&&... request)
    -> task<detail::answer_t<Handle, Ts...>> {
  return detail::ask_as<detail::answer_t<Handle, Ts...>>(
      asking{caf::actor_cast<caf::strong_actor_ptr>(receiver), timeout,
             caf::make_message(std::forward<Ts>(request)...)});
}

} // namespace smokehouse::actors
