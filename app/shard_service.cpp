#include "app/shard_service.hpp"

#include "actors/connection_port.hpp"
#include "actors/front.hpp"
#include "actors/metrics/http_metrics.hpp"
#include "actors/metrics/overload_metrics.hpp"
#include "actors/view_actor.hpp"
#include "app/routes.hpp"
#include "app/supervision_rules.hpp"

#include <boost/asio/post.hpp>

#include <atomic>
#include <future>

namespace smokehouse::app {

namespace {

using actors::child;
using actors::live_handle;

/// A child whose typed handle others find at `place`.
template <class Handle, class F>
child typed_child(std::string name, actors::live_handle<Handle> place,
                  F spawn) {
  return {std::move(name),
          [spawn](const live_handle<caf::actor>& supervisor) {
            return caf::actor_cast<caf::actor>(spawn(supervisor));
          },
          [place](const caf::actor& actor) mutable {
            place.set(caf::actor_cast<Handle>(actor));
          },
          [place](caf::timespan time) mutable { place.rest(time); }};
}

std::vector<child> fetchers(const shard_context& at) {
  auto& system = at.system;
  const auto& smoke = at.config.smoke;
  return {
      typed_child(flavor_state::name, at.fetchers.flavor,
                  [=, &system](auto&&) {
                    return system.spawn(flavor, at.from, smoke.flavor_delay,
                                        smoke.flavors, at.out);
                  }),
      typed_child(smokables_state::name, at.fetchers.smokables,
                  [=, &system](auto&&) {
                    return system.spawn(smokables, at.from,
                                        smoke.smokables_delay, smoke.smokables,
                                        at.out);
                  }),
  };
}

child view_child(caf::actor_system& system, const actors::route& route,
                 actors::live_handle<actors::view> place) {
  auto name = "view." + route.name;
  return typed_child(name, std::move(place),
                     [&system, name, function = route.function](
                         const live_handle<caf::actor>& supervisor) {
                       return system.spawn<actors::view_actor>(name, function,
                                                               supervisor);
                     });
}

std::vector<std::string> paths_of(const std::vector<actors::route>& table) {
  std::vector<std::string> result;
  for (const auto& one : table)
    result.push_back(one.path);
  return result;
}

std::vector<bool> always_answered(const std::vector<actors::route>& table) {
  std::vector<bool> result;
  for (const auto& one : table)
    result.push_back(one.always);
  return result;
}

} // namespace

shard_service::shard_service(actors::shard& shard, shard_context context,
                             http::observer* access,
                             std::shared_ptr<spdlog::logger> log)
    : shard_(shard), context_(std::move(context)) {
  auto table = routes(context_);
  paths_ = paths_of(table);
  requests_ = std::make_shared<actors::request_log>(access);
  context_.limits->add_routes(table.size());
  admission_ = std::make_shared<actors::admission>(
      context_.limits, always_answered(table), requests_.get());
  observer_ = std::make_shared<actors::route_observer>(
      context_.hub, shard_.index(), paths_, admission_.get());
  actors::publish_server(context_.hub, shard_.index(), counters_);
  actors::publish_admission(context_.hub, shard_.index(), admission_);
  start_actors(std::move(table), std::move(log));
}

shard_service::~shard_service() {
  on_shard([this] {
    server_.reset();
    context_.from->close();
  });
  supervision_->stop();
  context_.background.stop();
}

http::error_code shard_service::listen(http::server_settings settings) {
  http::error_code result;
  on_shard([&] {
    settings.limit = context_.connections;
    server_.emplace(shard_.context(), std::move(settings),
                    actors::ask_front(context_.system, front_), counters_,
                    observer_.get());
    result = server_->listen();
  });
  return result;
}

void shard_service::drain(std::function<void()> done) {
  // Not waited for: the shard may be stuck in a view.
  boost::asio::post(shard_.context(), [this, done = std::move(done)]() mutable {
    server_->drain(std::move(done));
  });
}

void shard_service::start_actors(std::vector<actors::route> table,
                                 std::shared_ptr<spdlog::logger> log) {
  auto& system = context_.system;
  auto children = fetchers(context_);
  actors::front_dependencies uses;
  uses.routes = std::make_shared<actors::route_index>(table);
  uses.on_routed = [observer = observer_, admission = admission_](
                       const http::request& request, std::uint16_t route) {
    observer->routed(route);
    return admission->refuse(request, route);
  };
  for (const auto& route : table) {
    actors::live_handle<actors::view> place;
    children.push_back(view_child(system, route, place));
    uses.views.push_back(place);
  }
  // The last to be started: once it is in its place, they all are.
  auto ready = std::make_shared<std::atomic_flag>();
  auto front =
      typed_child(actors::front_state::name, front_, [&system, uses](auto&&) {
        return system.spawn(actors::front, uses);
      });
  front.rest = nullptr; // nothing works without it
  front.publish = [publish = front.publish, ready](const caf::actor& actor) {
    publish(actor);
    ready->test_and_set();
    ready->notify_all();
  };
  children.push_back(std::move(front));
  children.push_back(context_.background.supervised());
  supervision_.emplace(system, std::move(children),
                       rules_of(context_.config.supervision, std::move(log),
                                context_.state,
                                " on shard " + std::to_string(shard_.index())));
  ready->wait(false);
}

/// Runs `f` on the shard's thread and waits for its end.
template <class F>
void shard_service::on_shard(F f) {
  std::promise<void> done;
  boost::asio::post(shard_.context(), [&] {
    f();
    done.set_value();
  });
  done.get_future().get();
}

} // namespace smokehouse::app
