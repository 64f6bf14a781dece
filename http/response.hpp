#pragma once

#include "http/body_stream.hpp"
#include "http/media_type.hpp"
#include "http/request.hpp"
#include "http/types.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::http {

/// A header field that owns its text.
struct field_pair {
  std::string name;
  std::string value;
};

/// What a view answers. The server adds `Server`, `Date`, `X-Request-Id`, the
/// framing and `Connection`; fields of those names, and fields that are not
/// valid (a line break in the value, say), are left out.
struct response {
  http::status status = http::status::ok;

  /// A literal, see `media_type`; empty sends none.
  std::string_view content_type = media_type::text;

  std::vector<field_pair> headers;

  std::string body;

  /// In place of `body`, unless empty: a text that lasts as long as the
  /// process, and is sent from where it is.
  std::string_view fixed_body = {};

  /// When set, the body is what comes out of it, and neither of the others is
  /// sent.
  std::shared_ptr<body_stream> stream;

  /// Refused for lack of capacity: counted apart from the answered ones.
  bool shed = false;

  /// The body as far as it is known: not that of a stream.
  std::string_view content() const noexcept {
    return fixed_body.empty() ? std::string_view{body} : fixed_body;
  }
};

/// 200 with a plain text.
response text(std::string body);

/// 200 with a JSON text that is rendered already.
response json(std::string body);

/// An RFC 9457 error: `about:blank`, the status and its title, `detail`, the
/// request's path as `instance`, and its id as `request_id`.
response problem(status code, std::string_view detail, const request& req);

} // namespace smokehouse::http
