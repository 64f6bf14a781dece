#include "actors/runtime/work_context.hpp"

#include "actors/insight/message_probe.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"
#include "actors/types.hpp"

#include <utility>

namespace smokehouse::actors {

namespace {

const work_context none;

thread_local const work_context* current = &none;

/// The request that whoever asks is at, or null.
const boost::intrusive_ptr<http::request_data>*
request_of_asker(const caf::mailbox_element& element) {
  if (!is_port(element.sender))
    return nullptr;
  const auto& result = port_behind(element.sender).asked_for();
  return result ? &result : nullptr;
}

/// Tells the shard of this thread for whom it works.
void publish(const work_context& context) {
  if (auto* here = shard::current())
    here->activity().work_for(context.request ? context.request->serial : 0);
}

} // namespace

const work_context& work_context::here() noexcept {
  return *current;
}

work_context work_context::of(const caf::mailbox_element& element) {
  if (const auto* other = request_of_asker(element))
    return {*other, false};
  if (element.payload.match_elements<http::request>())
    return {element.payload.get_as<http::request>(0).data(), true};
  return {};
}

work_context work_context::of(const caf::mailbox_element& element,
                              const http::request& request) {
  if (const auto* other = request_of_asker(element))
    return {*other, false};
  return {request.data(), true};
}

context_guard::context_guard(const work_context& context,
                             http::time_point queued) noexcept
    : previous_(std::exchange(current, &context)) {
  publish(context);
  if (!context.timed)
    return;
  const auto began = message_began();
  const auto known = queued != http::time_point{};
  context.request->timeline.enter(known ? queued : began, began);
}

context_guard::~context_guard() {
  auto& context = *std::exchange(current, previous_);
  publish(*previous_);
  if (context.timed && context.request->timeline.is_running())
    context.request->timeline.pause(http::clock::now());
}

timed_join::timed_join() {
  const auto& context = work_context::here();
  if (!context.timed)
    return;
  request_ = context.request;
  request_->timeline.begin_join(http::clock::now());
}

void timed_join::end() noexcept {
  if (auto request = std::exchange(request_, nullptr))
    request->timeline.end_join(http::clock::now());
}

std::optional<http::request> current_request() {
  const auto& data = work_context::here().request;
  if (!data)
    return std::nullopt;
  return http::request{data};
}

} // namespace smokehouse::actors
