#include "actors/runtime/pending.hpp"

#include "actors/runtime/failed.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>

namespace smokehouse::actors {

bool pending::settle(std::exception_ptr error, caf::message result) {
  if (settled_.exchange(true))
    return false;
  result_ = std::move(result);
  // Kept no longer than needed: it keeps the frame and with it the actor, and a
  // slot in the actor's state may keep this.
  auto next = std::move(next_);
  const auto executor = next->executor();
  boost::asio::post(
      executor, [next = std::move(next), error = std::move(error)]() mutable {
        next->resume(std::move(error));
      });
  return true;
}

bool pending::fail(caf::error reason) {
  // Every bound ends by failing what was settled long before: the exception
  // for nobody was a twentieth of a waiting request.
  if (settled_.load(std::memory_order_relaxed))
    return false;
  return settle(std::make_exception_ptr(failed{std::move(reason)}), {});
}

bool pending::cancel() {
  return settle(std::make_exception_ptr(boost::system::system_error{
                    boost::asio::error::operation_aborted}),
                {});
}

} // namespace smokehouse::actors
