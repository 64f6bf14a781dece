#pragma once

#include "http/tls_handles.hpp"

#include <string>
#include <string_view>

namespace smokehouse::test {

/// How a client speaks TLS.
struct tls_wish {
  /// A PEM file; certificates of others are refused. Any one will do if empty.
  std::string authority = {};
  std::string host = "localhost";
  /// As `TLS1_2_VERSION`; any if 0.
  int version = 0;
  /// Bytes of the handshake that are sent at a time; 0 for as many as there
  /// are.
  std::size_t piece = 0;
};

/// The client's side of TLS without a socket: what came goes in, what is to be
/// sent comes out. Throws `std::runtime_error` at whatever goes wrong.
class tls_layer {
public:
  explicit tls_layer(const tls_wish& wish);

  /// Goes on with it; true once it is complete.
  bool handshake();

  void put_in(std::string_view received);

  /// What is to be sent now.
  std::string take_out();

  void write(std::string_view text);

  /// The plain text that is there.
  std::string read();

  /// The server has said that nothing more will come.
  bool was_told_the_end() const;

  /// To be sent then: that nothing more will come.
  void say_goodbye();

  /// To be sent with the next text: new keys, on both sides.
  void update_keys();

  /// The server's certificate's serial number, in hex digits.
  std::string serial() const;

private:
  http::ssl_context_ptr context_;
  http::ssl_ptr ssl_;
  BIO* in_;
  BIO* out_;
};

} // namespace smokehouse::test
