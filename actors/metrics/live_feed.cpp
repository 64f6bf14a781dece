#include "actors/metrics/live_feed.hpp"

#include "actors/metrics/history_json.hpp"
#include "actors/metrics/stats_json.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace smokehouse::actors {

namespace {

/// One event as the HTML standard has it. A client that lost its connection
/// tries again after a second.
std::string framed(const char* name, std::uint64_t id,
                   const std::string& data) {
  return std::string{"event: "} + name + "\nid: " + std::to_string(id)
         + "\nretry: 1000\ndata: " + data + "\n\n";
}

} // namespace

live_feed::live_feed(metrics_hub& hub, const service_info_source& info,
                     std::vector<live_part> parts,
                     std::chrono::milliseconds interval)
    : hub_(hub),
      info_(info),
      parts_(std::move(parts)),
      interval_(interval),
      sampler_(history_sampler::clock::now()) {
  // nop
}

live_feed::~live_feed() {
  stop();
}

void live_feed::start() {
  timer_.expires_after(interval_);
  wait();
  thread_ = std::thread{[this] { loop_.run(); }};
}

void live_feed::stop() {
  std::unique_lock guard{mutex_};
  stopped_ = true;
  auto subscribers = std::exchange(subscribers_, {});
  guard.unlock();
  loop_.stop();
  if (thread_.joinable())
    thread_.join();
  for (const auto& one : subscribers)
    one.to->finish();
}

std::shared_ptr<http::body_stream> live_feed::subscribe() {
  std::lock_guard guard{mutex_};
  std::erase_if(subscribers_, [](auto& one) { return one.to->closed(); });
  if (stopped_ || subscribers_.size() >= max_subscribers)
    return nullptr;
  auto result = std::make_shared<http::body_stream>(max_waiting_bytes);
  subscribers_.push_back({result});
  boost::asio::post(loop_, [this] { greet(); });
  return result;
}

void live_feed::wait() {
  timer_.async_wait([this](auto error) {
    if (!error)
      tick();
  });
}

void live_feed::tick() {
  auto now = history_sampler::clock::now();
  history_.push_back(sampler_.next(http_totals::of(hub_), now,
                                   std::chrono::system_clock::now()));
  if (auto readers = greeted(); !readers.empty()) {
    auto text = event(&history_.back());
    // Who is too slow for it does without.
    for (const auto& one : readers)
      one->write(text);
  }
  // After a pause of the whole process: one point for all of it.
  timer_.expires_at(std::max(timer_.expiry() + interval_, now));
  wait();
}

/// The history, and how things stand now, for whoever is new.
void live_feed::greet() {
  std::unique_lock guard{mutex_};
  std::vector<stream> strangers;
  for (auto& one : subscribers_)
    if (!std::exchange(one.greeted, true))
      strangers.push_back(one.to);
  guard.unlock();
  if (strangers.empty())
    return;
  auto text =
      framed("history", events_, history_json(history_)) + event(nullptr);
  for (const auto& one : strangers)
    one->write(text);
}

std::vector<live_feed::stream> live_feed::greeted() {
  std::lock_guard guard{mutex_};
  std::erase_if(subscribers_, [](auto& one) { return one.to->closed(); });
  std::vector<stream> result;
  for (const auto& one : subscribers_)
    if (one.greeted)
      result.push_back(one.to);
  return result;
}

std::string live_feed::event(const history_point* point) {
  auto data = "{\"stats\":" + stats_json(hub_.stats(), info_.read());
  for (const auto& part : parts_)
    data += ",\"" + part.name + "\":" + part.json();
  if (point)
    data += ",\"point\":" + history_json(*point);
  return framed("stats", ++events_, data + '}');
}

} // namespace smokehouse::actors
