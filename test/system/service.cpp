#include "test/system/service.hpp"

#include "test/support/eventually.hpp"
#include "test/support/stalls.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace smokehouse::test {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view access_mark = "INFO:     ";

std::vector<std::string> command_line(const options& more) {
  options result{binary(), "--config-file=" + shipped_file(), "--http.port=0"};
  return result + more;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string result;
  for (const auto& line : lines)
    result += line + '\n';
  return result;
}

} // namespace

const options& quick() {
  static const options result{"--smoke.flavor-delay=1ms",
                              "--smoke.smokables-delay=2ms",
                              "--smoke.flavors=[\"Sweet Baby Ray's\"]",
                              "--tick.interval=1ms", "--burn.duration=1ms"};
  return result;
}

options operator+(options left, const options& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

std::string binary() {
  const auto* given = std::getenv("SMOKEHOUSE_BINARY");
  return given ? given : SMOKEHOUSE_BINARY;
}

std::string shipped_file() {
  return SMOKEHOUSE_ROOT "/conf/smokehouse.conf";
}

service::service(const options& more, const options& through)
    : process_({.argv = through + command_line(more)}) {
  using enum child_process::output;
  auto line = process_.wait_for_line(out, "listening on", patience);
  if (!line)
    throw std::runtime_error("the service does not start:\n"
                             + joined(process_.lines(err)));
  greeting_ = process_.lines(out).front();
  port_ = static_cast<std::uint16_t>(
      std::stoul(line->substr(line->rfind(':') + 1)));
}

service::~service() {
  // It may have work for a long time: a second signal ends that.
  signal(SIGTERM);
  if (!process_.wait(2s))
    signal(SIGTERM);
  auto code = process_.wait(patience);
  // A sanitizer's report or a crash has another code.
  auto in_order = code == 0 || code == 3;
  auto errors = joined(process_.lines(child_process::output::err));
  CHECK_MESSAGE(in_order, "exit code " << code.value_or(-1) << "\n" << errors);
}

raw_answer service::get(std::string_view target) const {
  return ask(target)->read_answer();
}

service::client service::ask(std::string_view target) const {
  auto result = std::make_unique<raw_client>(port_);
  result->send(test::get(target));
  return result;
}

std::vector<service::client> service::ask(std::size_t n,
                                          std::string_view target) const {
  std::vector<client> result;
  while (result.size() < n)
    result.push_back(ask(target));
  return result;
}

boost::json::value service::stats() const {
  return boost::json::parse(get("/stats").body);
}

bool service::shows(
    const std::function<bool(const boost::json::value&)>& wanted) {
  return eventually([&] { return wanted(stats()); });
}

std::vector<std::string> service::output() const {
  auto result = process_.lines(child_process::output::out);
  result.erase(result.begin());
  return result;
}

std::vector<std::string> service::console() const {
  auto result = output();
  std::erase_if(result, [](auto& x) { return x.starts_with(access_mark); });
  return result;
}

std::vector<std::string> service::access_log() const {
  auto result = output();
  std::erase_if(result, [](auto& x) { return !x.starts_with(access_mark); });
  return result;
}

std::uint16_t service::admin_port() {
  return port_after("admin listening on ");
}

std::uint16_t service::tls_port() {
  return port_after("tls listening on ");
}

std::uint16_t service::port_after(const std::string& words) {
  auto line =
      process_.wait_for_line(child_process::output::out, words, patience);
  return static_cast<std::uint16_t>(
      std::stoul(line.value().substr(line->rfind(':') + 1)));
}

bool service::prints(const std::string& part) {
  return process_.wait_for_line(child_process::output::out, part, patience)
      .has_value();
}

bool service::logs(const std::string& part) {
  return process_.wait_for_line(child_process::output::err, part, patience)
      .has_value();
}

int service::exit_code() {
  return process_.wait(patience).value_or(-1);
}

int service::stop(int number) {
  signal(number);
  return exit_code();
}

int service::stop_in_time(double grace) {
  const stalls machine;
  const stopwatch since;
  const auto code = stop();
  const auto took = since.elapsed();
  CHECK_MESSAGE(took < grace + 0.5 + machine.total(),
                "the machine stood still for " << machine.total() << " s");
  return code;
}

bool answered(service::client& from) {
  char byte = 0;
  auto socket = from->socket().native_handle();
  return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0
         || (errno != EAGAIN && errno != EWOULDBLOCK);
}

std::size_t index_of(const std::vector<std::string>& lines,
                     std::string_view part) {
  auto i = std::find_if(lines.begin(), lines.end(), [part](const auto& line) {
    return line.find(part) != std::string::npos;
  });
  return static_cast<std::size_t>(i - lines.begin());
}

} // namespace smokehouse::test
