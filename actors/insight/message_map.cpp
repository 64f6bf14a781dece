#include "actors/insight/message_map.hpp"

namespace smokehouse::actors {

message_map::counts message_map::count() const {
  counts result;
  auto add = [&](const std::vector<edge_counts>& edges) {
    for (const auto& one : edges) {
      auto& sum = result[{std::string{probe_.names().of(one.from)},
                          std::string{probe_.names().of(one.to)}}];
      sum.messages += one.messages;
      sum.waited += one.waited;
    }
  };
  for (const auto* shard : shards_)
    add(shard->read());
  add(probe_.edges_elsewhere());
  return result;
}

void message_map::sample(http::time_point now) {
  auto counted = count();
  std::lock_guard guard{mutex_};
  const std::chrono::duration<double> span = now - sampled_;
  for (const auto& [edge, sum] : counted)
    if (sampled_ != http::time_point{})
      rates_[edge] = static_cast<double>(sum.messages - before_[edge].messages)
                     / span.count();
  before_ = std::move(counted);
  sampled_ = now;
}

std::vector<message_edge> message_map::edges() const {
  auto counted = count();
  std::lock_guard guard{mutex_};
  std::vector<message_edge> result;
  for (const auto& [edge, sum] : counted) {
    auto rate = rates_.find(edge);
    const std::chrono::duration<double> waited = sum.waited;
    result.push_back(
        {.from = edge.first,
         .to = edge.second,
         .messages = sum.messages,
         .rate = rate == rates_.end() ? 0 : rate->second,
         .mean_wait = waited.count() / static_cast<double>(sum.messages)});
  }
  return result;
}

} // namespace smokehouse::actors
