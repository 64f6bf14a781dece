#include "actors/connection_port.hpp"

#include "actors/error_response.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"

#include <boost/asio/post.hpp>
#include <caf/sec.hpp>

#include <algorithm>
#include <vector>

namespace smokehouse::actors {

namespace {

/// The requests of one connection that have no answer yet. Lives on the
/// connection's shard; answers from elsewhere are posted there.
class connection_port final : public reply_port {
public:
  connection_port(caf::actor_config& config, live_handle<view> front,
                  shard* home)
      : reply_port(config), front_(std::move(front)), home_(home) {}

  void submit(http::request request, http::reply reply) {
    auto id = ++last_id_;
    auto mid = caf::message_id{caf::message_id::default_async_value | id};
    waiting_.push_back({mid.response_id(), request, std::move(reply)});
    auto self = caf::strong_actor_ptr{ctrl()};
    auto* front = caf::actor_cast<caf::abstract_actor*>(front_.get());
    if (!front) {
      finish(mid.response_id(), error_response(error::unavailable, request));
      return;
    }
    front->enqueue(
        caf::make_mailbox_element(std::move(self), mid, {}, std::move(request)),
        home_);
  }

private:
  struct waiting {
    caf::message_id id;
    http::request request;
    http::reply reply;
  };

  bool deliver(caf::mailbox_element_ptr what, caf::execution_unit*) override {
    if (shard::current() == home_)
      return take(*what);
    auto self = caf::strong_actor_ptr{ctrl()};
    boost::asio::post(home_->context(),
                      [this, self, what = std::move(what)] { take(*what); });
    return true;
  }

  bool take(caf::mailbox_element& what) {
    auto found = find(what.mid);
    if (found == waiting_.end())
      return false;
    auto& payload = what.payload;
    if (payload.match_elements<http::response>())
      finish(what.mid, std::move(payload.get_mutable_as<http::response>(0)));
    else if (payload.match_elements<caf::error>())
      finish(what.mid,
             error_response(payload.get_as<caf::error>(0), found->request));
    else
      finish(what.mid,
             error_response(caf::sec::unexpected_response, found->request));
    return true;
  }

  void finish(caf::message_id id, http::response response) {
    auto found = find(id);
    auto reply = std::move(found->reply);
    waiting_.erase(found);
    std::move(reply).send(std::move(response));
  }

  // Answers mostly come in order, so the first is nearly always the one.
  std::vector<waiting>::iterator find(caf::message_id id) {
    return std::ranges::find(waiting_, id, &waiting::id);
  }

  live_handle<view>::cache front_;
  shard* home_;
  std::vector<waiting> waiting_;
  std::uint64_t last_id_ = 0;
};

} // namespace

http::handler ask_front(caf::actor_system& system, live_handle<view> front) {
  return [&system, front = std::move(front)](http::request request,
                                             http::reply reply) {
    auto& kept = reply.attachment();
    if (!kept)
      kept = std::make_shared<caf::strong_actor_ptr>(
          make_port<connection_port>(system, front, shard::current()));
    auto port = *std::static_pointer_cast<caf::strong_actor_ptr>(kept);
    port_of<connection_port>(port).submit(std::move(request), std::move(reply));
  };
}

} // namespace smokehouse::actors
