#include "actors/connection_port.hpp"

#include "actors/error_response.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"
#include "actors/runtime/work_context.hpp"

#include <boost/asio/post.hpp>
#include <boost/circular_buffer.hpp>
#include <caf/sec.hpp>

#include <algorithm>
#include <typeinfo>

namespace smokehouse::actors {

namespace {

/// The requests of one connection that have no answer yet. Lives on the
/// connection's shard; answers from elsewhere are posted there.
class connection_port final : public reply_port {
public:
  connection_port(caf::actor_config& config, live_handle<view> front,
                  shard* home)
      : reply_port(config, &connection_kind),
        front_(std::move(front)),
        home_(home) {}

  void submit(http::request request, http::reply reply) {
    if (waiting_.full())
      waiting_.set_capacity(std::max<std::size_t>(1, waiting_.capacity() * 2));
    waiting_.push_back({request, std::move(reply)});
    auto id = first_id_ + waiting_.size() - 1;
    const auto& front = front_.get();
    if (!front)
      return finish(id, error_response(error::unavailable, request));
    caf::actor_cast<caf::abstract_actor*>(front)->enqueue(
        caf::make_mailbox_element(
            caf::strong_actor_ptr{ctrl()},
            caf::message_id{caf::message_id::default_async_value | id}, {},
            std::move(request)),
        home_);
  }

  /// False when that is not to be done here and now.
  bool answer(caf::message_id request, http::response&& response) {
    if (shard::current() != home_)
      return false;
    finish(number_of(request), std::move(response));
    return true;
  }

private:
  struct waiting {
    http::request request;
    http::reply reply;
  };

  static std::uint64_t number_of(caf::message_id id) {
    return id.request_id().integer_value();
  }

  bool deliver(caf::mailbox_element_ptr what, caf::execution_unit*) override {
    if (shard::current() == home_)
      return take(*what);
    // The way home is the connection's time, not that of who answers.
    if (const auto& context = work_context::here(); context.timed)
      context.request->timeline.end(http::clock::now());
    auto self = caf::strong_actor_ptr{ctrl()};
    boost::asio::post(home_->context(),
                      [this, self, what = std::move(what)] { take(*what); });
    return true;
  }

  bool take(caf::mailbox_element& what) {
    const auto id = number_of(what.mid);
    auto* found = find(id);
    if (!found)
      return false;
    auto& payload = what.payload;
    if (payload.match_elements<http::response>())
      finish(id, std::move(payload.get_mutable_as<http::response>(0)));
    else if (payload.match_elements<caf::error>())
      finish(id, error_response(payload.get_as<caf::error>(0), found->request));
    else
      finish(id, error_response(caf::sec::unexpected_response, found->request));
    return true;
  }

  void finish(std::uint64_t id, http::response&& response) {
    auto* found = find(id);
    if (!found)
      return;
    auto reply = std::move(found->reply);
    while (!waiting_.empty() && !waiting_.front().reply) {
      waiting_.pop_front();
      ++first_id_;
    }
    std::move(reply).send(std::move(response));
  }

  // An id below `first_id_` wraps round and is out of range, too.
  waiting* find(std::uint64_t id) {
    const auto index = id - first_id_;
    if (index >= waiting_.size() || !waiting_[index].reply)
      return nullptr;
    return &waiting_[index];
  }

  live_handle<view>::cache front_;
  shard* home_;
  /// In the order of their ids, which begin with `first_id_`.
  boost::circular_buffer<waiting> waiting_;
  std::uint64_t first_id_ = 1;
};

} // namespace

http::handler ask_front(caf::actor_system& system, live_handle<view> front) {
  return [&system, front = std::move(front)](http::request request,
                                             http::reply reply) {
    auto& kept = reply.attachment();
    if (!kept)
      kept = std::make_shared<caf::strong_actor_ptr>(
          make_port<connection_port>(system, front, shard::current()));
    const auto& port = *static_cast<caf::strong_actor_ptr*>(kept.get());
    port_of<connection_port>(port).submit(std::move(request), std::move(reply));
  };
}

caf::result<http::response> answer(caf::local_actor& self,
                                   http::response&& what) {
  auto& request = *self.current_mailbox_element();
  if (request.sender && request.stages.empty() && !request.mid.is_answered()) {
    auto& asker = *request.sender->get();
    if (typeid(asker) == typeid(connection_port)
        && static_cast<connection_port&>(asker).answer(request.mid,
                                                       std::move(what))) {
      request.mid.mark_as_answered();
      return caf::delegated<http::response>{};
    }
  }
  return std::move(what);
}

caf::result<http::response> pass_on(caf::local_actor& self, const view& next) {
  auto& request = *self.current_mailbox_element();
  if (is_port(request.sender))
    port_behind(request.sender).set_passed_on_by(kind_of(self));
  caf::actor_cast<caf::abstract_actor*>(next)->enqueue(
      caf::make_mailbox_element(std::move(request.sender), request.mid,
                                std::move(request.stages),
                                std::move(request.payload)),
      self.context());
  request.mid.mark_as_answered();
  return caf::delegated<http::response>{};
}

} // namespace smokehouse::actors
