#include "http/request_builder.hpp"

#include <atomic>

namespace smokehouse::http {

namespace {

// Servers number their requests from 2^48 upwards, see server_core.
std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

} // namespace

request_builder& request_builder::method(http::method value) {
  method_ = value;
  return *this;
}

request_builder& request_builder::target(std::string value) {
  target_ = std::move(value);
  return *this;
}

request_builder& request_builder::version(unsigned value) {
  version_ = value;
  return *this;
}

request_builder& request_builder::header(std::string name, std::string value) {
  headers_.emplace_back(std::move(name), std::move(value));
  return *this;
}

request_builder& request_builder::body(std::string value) {
  body_ = std::move(value);
  return *this;
}

request_builder& request_builder::peer(tcp::endpoint value) {
  peer_ = std::move(value);
  return *this;
}

request_builder& request_builder::deadline(time_point value) {
  deadline_ = value;
  return *this;
}

request_builder& request_builder::secure(bool value) {
  secure_ = value;
  return *this;
}

request request_builder::build() const {
  const std::string_view name = beast::http::to_string(method_);
  std::string head{name};
  head += target_;
  for (const auto& [key, value] : headers_)
    head.append(key).append(value);
  auto data = request_data::make(headers_.size(), head);
  auto rest = data->head;
  auto next = [&rest](std::size_t size) {
    auto result = rest.substr(0, size);
    rest.remove_prefix(size);
    return result;
  };
  data->method = method_;
  data->method_name = next(name.size());
  data->set_target(next(target_.size()));
  for (std::size_t i = 0; i < headers_.size(); ++i) {
    data->fields[i].name = next(headers_[i].first.size());
    data->fields[i].value = next(headers_[i].second.size());
  }
  data->find_given();
  data->version = static_cast<std::uint8_t>(version_);
  data->secure = secure_;
  data->body = body_;
  data->peer = peer_;
  data->serial = next_serial();
  data->received = clock::now();
  data->timeline.begin(data->received, data->received);
  data->deadline = deadline_;
  return request{std::move(data)};
}

} // namespace smokehouse::http
