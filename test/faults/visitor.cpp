#include "test/faults/visitor.hpp"

#include <atomic>
#include <exception>

namespace smokehouse::test {

namespace {

/// For a request that nobody else has made.
std::string new_id() {
  static std::atomic<int> last = 0;
  return "visit-" + std::to_string(++last);
}

std::string request(const std::string& target, const std::string& id) {
  return "GET " + target + " HTTP/1.1\r\nHost: test\r\nX-Request-Id: " + id
         + "\r\n\r\n";
}

std::string fault_of(raw_answer& got, const std::string& id) {
  if (got.fields["x-request-id"] != id)
    return "is for another request";
  if (got.status == 200)
    return {};
  if (got.status != 500 && got.status != 503)
    return "has the status " + std::to_string(got.status);
  if (got.fields["content-type"] != "application/problem+json")
    return "is no problem";
  if (got.status == 503 && !got.fields.contains("retry-after"))
    return "does not say when to come again";
  return {};
}

bool begins_job(const std::string& target) {
  return target == "/async/" || target == "/sync_to_async/";
}

} // namespace

void visits::operator+=(const visits& other) {
  asked += other.asked;
  for (const auto& [status, count] : other.answers)
    answers[status] += count;
  jobs += other.jobs;
  wrong.insert(wrong.end(), other.wrong.begin(), other.wrong.end());
}

raw_answer visitor::ask(const std::string& target) {
  const auto id = new_id();
  raw_answer got;
  try {
    if (!connection_)
      connection_ = std::make_unique<raw_client>(port_);
    ++seen.asked;
    connection_->send(request(target, id));
    got = read(target, id);
  } catch (const std::exception& e) {
    seen.wrong.push_back(target + " has no answer: " + e.what());
    connection_.reset();
  }
  return got;
}

raw_answer visitor::read(const std::string& target, const std::string& id) {
  // Of a stream there is a head, and enough.
  const auto endless = target == endless_path;
  auto got = connection_->read_answer(endless);
  ++seen.answers[got.status];
  seen.jobs += got.status == 200 && begins_job(target);
  if (const auto fault = fault_of(got, id); !fault.empty())
    seen.wrong.push_back("the answer to " + target + ' ' + fault);
  if (endless || got.fields["connection"] == "close")
    connection_.reset();
  return got;
}

std::vector<std::string> all_paths() {
  return {"/",
          "/async/",
          "/sync/",
          "/smoke_some_meats/",
          "/burn_some_meats/",
          "/sync_to_async/",
          "/stats",
          std::string{endless_path},
          "/stats/map",
          "/stats/requests",
          "/metrics",
          "/admin/",
          "/admin/log-level",
          "/healthz",
          "/readyz"};
}

visitors::visitors(std::uint16_t port, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i)
    all_.emplace_back(port);
  for (std::size_t i = 0; i < n; ++i)
    threads_.emplace_back([this, i] { run(all_[i], i); });
}

visitors::~visitors() {
  over_ = true;
}

visits visitors::stop() {
  over_ = true;
  threads_.clear();
  visits result;
  for (const auto& one : all_)
    result += one.seen;
  return result;
}

void visitors::run(visitor& one, std::size_t first) {
  const auto paths = all_paths();
  for (auto next = first; !over_; ++next)
    one.ask(paths[next % paths.size()]);
}

} // namespace smokehouse::test
