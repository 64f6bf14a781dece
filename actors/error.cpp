#include "actors/error.hpp"

#include "actors/runtime/failed.hpp"
#include "actors/types.hpp"
#include "http/error.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <caf/exit_reason.hpp>
#include <caf/make_message.hpp>
#include <caf/sec.hpp>

#include <array>

namespace smokehouse::actors {

namespace {

constexpr std::array all = {error::bug,           error::overloaded,
                            error::unavailable,   error::upstream_failed,
                            error::upstream_late, error::circuit_open};

error upstream_error(http::error code) {
  switch (code) {
  case http::error::connect_timeout:
  case http::error::request_timeout:
    return error::upstream_late;
  case http::error::pool_full:
    return error::overloaded;
  case http::error::client_closed:
    return error::unavailable;
  case http::error::circuit_open:
    return error::circuit_open;
  case http::error::bad_request:
    return error::bug;
  case http::error::bad_url:
  case http::error::bad_scheme:
  case http::error::no_host:
  case http::error::has_userinfo:
  case http::error::bad_port:
  case http::error::has_fragment:
  case http::error::name_not_resolved:
  case http::error::connect_refused:
  case http::error::connect_failed:
  case http::error::certificate_refused:
  case http::error::tls_failed:
  case http::error::connection_closed:
  case http::error::bad_response:
  case http::error::body_too_large:
    return error::upstream_failed;
  }
  return error::bug;
}

error error_of(const boost::system::error_code& code) {
  if (code.category() == http::error_category())
    return upstream_error(static_cast<http::error>(code.value()));
  if (code == boost::asio::error::operation_aborted)
    return error::unavailable;
  return error::bug;
}

caf::error with_text(error code, const char* text) {
  return caf::make_error(code, std::string{text});
}

// CAF names its enumerators with their namespace and type.
std::string unqualified(const std::string& name) {
  return name.substr(name.rfind(':') + 1);
}

caf::error until(error code, std::chrono::seconds retry_after) {
  return caf::make_error(code, std::int64_t{retry_after.count()});
}

} // namespace

caf::error overloaded(std::chrono::seconds retry_after) {
  return until(error::overloaded, retry_after);
}

caf::error circuit_open(std::chrono::seconds retry_after) {
  return until(error::circuit_open, retry_after);
}

caf::error unavailable(std::chrono::seconds retry_after) {
  return until(error::unavailable, retry_after);
}

std::chrono::seconds retry_after(const caf::error& reason) {
  const auto& context = reason.context();
  const auto known =
      reason.category()
          == caf::type_id_v<error> && context.match_elements<std::int64_t>();
  return std::chrono::seconds{known ? context.get_as<std::int64_t>(0) : 1};
}

std::string to_string(error code) {
  switch (code) {
  case error::bug:
    return "bug";
  case error::overloaded:
    return "overloaded";
  case error::unavailable:
    return "unavailable";
  case error::upstream_failed:
    return "upstream_failed";
  case error::upstream_late:
    return "upstream_late";
  case error::circuit_open:
    return "circuit_open";
  }
  return "unknown";
}

std::string code_name(const caf::error& reason) {
  if (!reason)
    return "normal"; // as `exit_reason` has it, which is no error
  if (reason.category() == caf::type_id_v<error>)
    return to_string(static_cast<error>(reason.code()));
  if (reason.category() == caf::type_id_v<caf::sec>)
    return unqualified(to_string(static_cast<caf::sec>(reason.code())));
  if (reason.category() == caf::type_id_v<caf::exit_reason>)
    return unqualified(to_string(static_cast<caf::exit_reason>(reason.code())));
  return "other";
}

bool from_string(caf::string_view text, error& code) {
  for (auto one : all)
    if (text == caf::string_view{to_string(one)}) {
      code = one;
      return true;
    }
  return false;
}

bool from_integer(std::uint8_t value, error& code) {
  for (auto one : all)
    if (static_cast<std::uint8_t>(one) == value) {
      code = one;
      return true;
    }
  return false;
}

caf::error to_error(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const failed& e) {
    return e.reason();
  } catch (const boost::system::system_error& e) {
    return with_text(error_of(e.code()), e.what());
  } catch (const std::exception& e) {
    return with_text(error::bug, e.what());
  } catch (...) {
    return with_text(error::bug, "unknown exception");
  }
}

} // namespace smokehouse::actors
