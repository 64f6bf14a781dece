#include "http/upstream/tls.hpp"

#include "http/client_tls.hpp"
#include "http/error.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace smokehouse::http::upstream {

namespace ssl = asio::ssl;

std::shared_ptr<ssl::context> tls_context_for(const url& to,
                                              const client_settings& settings) {
  if (!to.secure())
    return nullptr;
  return settings.tls ? settings.tls : client_tls(settings.ca_file);
}

void expect_host(ssl::stream<tcp::socket&>& tls, const std::string& host) {
  tls.set_verify_callback(ssl::host_name_verification(host));
  error_code not_an_address;
  asio::ip::make_address(host, not_an_address);
  if (not_an_address)
    SSL_ctrl(tls.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME,
             TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str()));
}

error_code handshake_error(error_code ec) {
  auto distrust = ec.category() == asio::error::get_ssl_category()
                  && ERR_GET_REASON(static_cast<unsigned long>(ec.value()))
                         == SSL_R_CERTIFICATE_VERIFY_FAILED;
  return distrust ? error::certificate_refused : error::tls_failed;
}

} // namespace smokehouse::http::upstream
