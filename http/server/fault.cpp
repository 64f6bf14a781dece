#include "http/server/fault.hpp"

namespace smokehouse::http {

status status_of(request_fault fault) noexcept {
  switch (fault) {
  case request_fault::malformed:
  case request_fault::tls_expected:
    return status::bad_request;
  case request_fault::timed_out:
    return status::request_timeout;
  case request_fault::body_too_large:
    return status::payload_too_large;
  case request_fault::target_too_long:
    return status::uri_too_long;
  case request_fault::expectation_failed:
    return status::expectation_failed;
  case request_fault::header_too_large:
    return status::request_header_fields_too_large;
  case request_fault::not_implemented:
    return status::not_implemented;
  case request_fault::version_not_supported:
    return status::http_version_not_supported;
  case request_fault::out_of_memory:
    return status::service_unavailable;
  }
  return status::bad_request;
}

std::string_view describe(request_fault fault) noexcept {
  switch (fault) {
  case request_fault::malformed:
    return "the request is malformed";
  case request_fault::timed_out:
    return "the request took too long to arrive";
  case request_fault::body_too_large:
    return "the body is too large";
  case request_fault::target_too_long:
    return "the request target is too long";
  case request_fault::expectation_failed:
    return "the only expectation met here is 100-continue";
  case request_fault::header_too_large:
    return "the header is too large";
  case request_fault::not_implemented:
    return "the method or transfer coding is not known here";
  case request_fault::version_not_supported:
    return "only HTTP/1.0 and HTTP/1.1 are spoken here";
  case request_fault::out_of_memory:
    return "there is no memory for the body";
  case request_fault::tls_expected:
    return "this port speaks TLS: https in place of http";
  }
  return "";
}

request_fault fault_of(beast::http::error reason) noexcept {
  using beast::http::error;
  switch (reason) {
  case error::header_limit:
    return request_fault::header_too_large;
  case error::body_limit:
  case error::buffer_overflow:
    return request_fault::body_too_large;
  case error::bad_version:
    return request_fault::version_not_supported;
  case error::end_of_stream:
  case error::partial_message:
  case error::need_more:
  case error::unexpected_body:
  case error::need_buffer:
  case error::end_of_chunk:
  case error::bad_alloc:
  case error::bad_line_ending:
  case error::bad_method:
  case error::bad_target:
  case error::bad_status:
  case error::bad_reason:
  case error::bad_field:
  case error::bad_value:
  case error::bad_content_length:
  case error::bad_transfer_encoding:
  case error::bad_chunk:
  case error::bad_chunk_extension:
  case error::bad_obs_fold:
  case error::multiple_content_length:
  case error::stale_parser:
  case error::short_read:
    return request_fault::malformed;
  }
  return request_fault::malformed;
}

} // namespace smokehouse::http
