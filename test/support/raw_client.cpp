#include "test/support/raw_client.hpp"

#include "test/support/eventually.hpp"

#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <sys/time.h>

namespace smokehouse::test {

namespace asio = boost::asio;
using asio::ip::tcp;

raw_client::raw_client(std::uint16_t port)
    : raw_client(tcp::endpoint{asio::ip::address_v4::loopback(), port}) {}

raw_client::raw_client(const tcp::endpoint& server) : socket_(context_) {
  socket_.connect(server);
  const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
  ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &limit,
               sizeof limit);
}

raw_client& raw_client::secure(const tls_wish& wish) {
  tls_ = std::make_unique<tls_layer>(wish);
  socket_.set_option(tcp::no_delay(true));
  for (;;) {
    const auto done = tls_->handshake();
    send_in_pieces(tls_->take_out(), wish.piece);
    if (done)
      return *this;
    const auto bytes = receive();
    if (bytes.empty())
      throw std::runtime_error("the server closed within the handshake");
    tls_->put_in(bytes);
  }
}

void raw_client::send_in_pieces(std::string_view bytes, std::size_t size) {
  const auto step = size == 0 ? bytes.size() : size;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size())))
    asio::write(socket_, asio::buffer(bytes.substr(0, step)));
}

raw_client& raw_client::send(std::string_view bytes) {
  if (tls_) {
    tls_->write(bytes);
    send_in_pieces(tls_->take_out(), 0);
  } else {
    asio::write(socket_, asio::buffer(bytes));
  }
  return *this;
}

std::string raw_client::receive() {
  std::array<char, 16 * 1024> bytes;
  // Not Asio's read, which would wait on in spite of the time limit.
  const auto n = ::recv(socket_.native_handle(), bytes.data(), bytes.size(), 0);
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    throw std::runtime_error("the server sent nothing in time");
  return {bytes.data(), n <= 0 ? 0 : static_cast<std::size_t>(n)};
}

bool raw_client::fill() {
  auto bytes = receive();
  while (tls_ && !bytes.empty()) {
    tls_->put_in(bytes);
    bytes = tls_->read();
    if (!bytes.empty() || tls_->was_told_the_end())
      break;
    bytes = receive(); // That was none of the text's.
  }
  buffer_ += bytes;
  return !bytes.empty();
}

std::string raw_client::take(std::size_t size) {
  while (buffer_.size() < size)
    if (!fill())
      throw std::runtime_error("the server closed within an answer");
  auto result = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return result;
}

std::string raw_client::take_line() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n")) == std::string::npos)
    if (!fill())
      throw std::runtime_error("the server closed before an answer");
  return take(end + 2);
}

std::string raw_client::take_chunks() {
  std::string result;
  while (auto size = std::stoul(take_line(), nullptr, 16)) {
    result += take(size);
    take_line();
  }
  take_line();
  return result;
}

raw_answer raw_client::read_answer(bool to_head) {
  raw_answer result;
  result.head = take_line();
  result.status = std::stoi(result.head.substr(9, 3));
  for (auto line = take_line(); line != "\r\n"; line = take_line()) {
    result.head += line;
    const auto colon = line.find(':');
    const auto value = line.find_first_not_of(' ', colon + 1);
    auto name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    result.fields[name] = line.substr(value, line.size() - value - 2);
  }
  result.head += "\r\n";
  if (to_head || result.status < 200 || result.status == 204
      || result.status == 304)
    return result;
  if (result.fields.contains("transfer-encoding"))
    result.body = take_chunks();
  else if (result.fields.contains("content-length"))
    result.body = take(std::stoul(result.fields["content-length"]));
  else
    result.body = read_to_end();
  return result;
}

std::string raw_client::read_to_end() {
  while (fill()) {
    // nop
  }
  return std::exchange(buffer_, {});
}

std::string raw_client::read_some() {
  if (buffer_.empty())
    fill();
  return std::exchange(buffer_, {});
}

void raw_client::end_sending() {
  socket_.shutdown(tcp::socket::shutdown_send);
}

void raw_client::close() {
  socket_.close();
}

void raw_client::reset() {
  socket_.set_option(asio::socket_base::linger(true, 0));
  socket_.close();
}

std::string get(std::string_view target) {
  return "GET " + std::string{target} + " HTTP/1.1\r\nHost: test\r\n\r\n";
}

} // namespace smokehouse::test
