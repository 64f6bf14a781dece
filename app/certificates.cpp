#include "app/certificates.hpp"

#include <ctime>

namespace smokehouse::app {

namespace {

using clock = http::tls_identity::clock;

http::tls_settings settings_of(const tls_settings& from) {
  http::tls_settings result{.files = {}, .least = from.min_version};
  for (std::size_t i = 0; i < from.certificates.size(); ++i)
    result.files.push_back({from.certificates[i], from.keys.at(i)});
  return result;
}

std::string text_of(clock::time_point when) {
  const auto seconds = clock::to_time_t(when);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char result[32];
  const auto size =
      std::strftime(result, sizeof result, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {result, size};
}

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (const auto& one : names)
    result += (result.empty() ? "" : ", ") + one;
  return result;
}

} // namespace

certificates::certificates(const tls_settings& from,
                           std::shared_ptr<spdlog::logger> log)
    : log_(std::move(log)) {
  if (from.on())
    keyring_ = std::make_shared<http::tls_keyring>(settings_of(from));
}

std::optional<std::string> certificates::read() {
  if (!keyring_)
    return std::nullopt;
  if (auto wrong = keyring_->load(); !wrong.empty())
    return "tls: " + wrong;
  tell();
  return std::nullopt;
}

void certificates::read_again() {
  if (!keyring_) {
    log_->info("tls: there is no certificate to read again");
    return;
  }
  if (auto wrong = keyring_->load(); !wrong.empty())
    log_->error("tls: the certificates stay as they were: {}", wrong);
  else
    tell();
}

void certificates::tell() const {
  const auto now = clock::now();
  const auto context = keyring_->current();
  const auto& files = keyring_->settings().files;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& one = context->identities().at(i);
    log_->info("tls: {} is for {}, has serial {} and ends {}",
               files[i].certificate, joined(one.names()), one.serial(),
               text_of(one.end()));
    if (auto doubt = doubt_about(one, now); !doubt.empty())
      log_->warn("tls: {} {}", files[i].certificate, doubt);
  }
}

std::string doubt_about(const http::tls_identity& which,
                        clock::time_point now) {
  if (now < which.begin())
    return "is not valid before " + text_of(which.begin());
  if (now >= which.end())
    return "has expired, at " + text_of(which.end());
  if (now < which.end() - certificates::warned_before)
    return {};
  const auto left = std::chrono::ceil<std::chrono::hours>(which.end() - now);
  return "expires in " + std::to_string(left.count() / 24) + " days and "
         + std::to_string(left.count() % 24) + " hours, at "
         + text_of(which.end());
}

} // namespace smokehouse::app
