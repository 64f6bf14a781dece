#include "app/access/origin.hpp"

#include "http/iequals.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace smokehouse::app::access {

namespace {

bool is_proxys(std::string_view field) {
  static constexpr std::array<std::string_view, 3> names = {"Forwarded", "Via",
                                                            "X-Real-IP"};
  constexpr std::string_view prefix = "X-Forwarded-";
  return http::iequals(field.substr(0, prefix.size()), prefix)
         || std::any_of(names.begin(), names.end(), [field](auto name) {
              return http::iequals(field, name);
            });
}

bool is_loopback(const http::asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return http::asio::ip::make_address_v4(http::asio::ip::v4_mapped,
                                           address.to_v6())
        .is_loopback();
  return address.is_loopback();
}

/// The host of an authority, without its port or brackets.
std::string host_of(std::string_view authority) {
  if (authority.starts_with('['))
    authority = authority.substr(1, authority.find(']') - 1);
  else
    authority = authority.substr(0, authority.find(':'));
  return std::string{authority};
}

bool is_address(const std::string& host) {
  http::error_code error;
  http::asio::ip::make_address(host, error);
  return !error;
}

bool ends_with_localhost(std::string_view host) {
  constexpr std::string_view end = ".localhost";
  return host.size() > end.size()
         && http::iequals(host.substr(host.size() - end.size()), end);
}

} // namespace

bool is_local(const http::request& request) {
  auto fields = request.headers();
  return is_loopback(request.peer().address())
         && std::none_of(fields.begin(), fields.end(),
                         [](auto& field) { return is_proxys(field.name); });
}

bool by_public_name(const http::request& request) {
  auto host = host_of(request.header("Host"));
  return host.find('.') != host.npos && !is_address(host)
         && !ends_with_localhost(host);
}

bool same_origin(const http::request& request) {
  if (auto site = request.header("Sec-Fetch-Site"); !site.empty())
    return site == "same-origin" || site == "none";
  auto origin = request.header("Origin");
  if (origin.empty())
    return true;
  // `null`, and what else is no URL, is nobody's origin.
  auto scheme = origin.find("://");
  if (scheme == origin.npos)
    return false;
  // A plain request may have come over TLS to a proxy, but not the reverse.
  if (request.secure() && !http::iequals(origin.substr(0, scheme), "https"))
    return false;
  return http::iequals(origin.substr(scheme + 3), request.header("Host"));
}

} // namespace smokehouse::app::access
