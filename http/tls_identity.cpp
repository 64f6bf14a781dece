#include "http/tls_identity.hpp"

#include <boost/asio/ip/address.hpp>
#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace smokehouse::http {

namespace {

constexpr std::size_t most_bytes = 1024 * 1024;

/// Answers what is wrong, or "".
std::string read_file(const std::string& path, std::string& content) {
  // To open a pipe would wait for somebody who writes to it, and a service that
  // reads its files again could not be ended meanwhile.
  std::error_code ignored;
  const auto what = std::filesystem::status(path, ignored);
  if (exists(what) && !is_regular_file(what))
    return "cannot read " + path + ": it is no regular file";
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  content.resize(most_bytes + 1);
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file.is_open() || file.bad())
    return "cannot read " + path + ": "
           + std::generic_category().message(errno);
  content.resize(static_cast<std::size_t>(file.gcount()));
  if (content.size() > most_bytes)
    return path + " is too big";
  return {};
}

bio_ptr reader_of(const std::string& content) {
  return bio_ptr{
      BIO_new_mem_buf(content.data(), static_cast<int>(content.size()))};
}

// Without it, OpenSSL would ask on the terminal.
int no_passphrase(char*, int, int, void* asked) {
  if (asked)
    *static_cast<bool*>(asked) = true;
  return -1;
}

bool was_at_end() {
  const auto error = ERR_peek_last_error();
  return ERR_GET_LIB(error) == ERR_LIB_PEM
         && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

std::string read_chain(const std::string& path, certificate_ptr& first,
                       chain_ptr& rest) {
  std::string content;
  if (auto wrong = read_file(path, content); !wrong.empty())
    return wrong;
  rest.reset(sk_X509_new_null());
  auto from = reader_of(content);
  ERR_clear_error();
  while (auto* one =
             PEM_read_bio_X509(from.get(), nullptr, no_passphrase, nullptr)) {
    if (!first)
      first.reset(one);
    else
      sk_X509_push(rest.get(), one);
  }
  if (!was_at_end())
    return path + " is damaged: " + openssl_reason();
  ERR_clear_error();
  return first ? "" : path + " has no certificate in PEM format";
}

std::string read_key(const std::string& path, key_ptr& key) {
  std::string content;
  if (auto wrong = read_file(path, content); !wrong.empty())
    return wrong;
  bool asked = false;
  auto from = reader_of(content);
  ERR_clear_error();
  key.reset(
      PEM_read_bio_PrivateKey(from.get(), nullptr, no_passphrase, &asked));
  if (asked)
    return path + " is encrypted: the key has to be without a passphrase";
  // OpenSSL's decoder does not tell what it cannot find from what it cannot do.
  if (!key && content.find("PRIVATE KEY-----") == content.npos)
    return path + " has no private key in PEM format";
  return key ? "" : path + " is damaged: " + openssl_reason();
}

std::string text_of(const ASN1_STRING* from) {
  const auto* bytes = ASN1_STRING_get0_data(from);
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(ASN1_STRING_length(from))};
}

std::string address_of(const std::string& bytes) {
  namespace ip = boost::asio::ip;
  ip::address_v4::bytes_type four{};
  ip::address_v6::bytes_type sixteen{};
  if (bytes.size() == four.size()) {
    std::memcpy(four.data(), bytes.data(), four.size());
    return ip::address_v4{four}.to_string();
  }
  if (bytes.size() != sixteen.size())
    return "?";
  std::memcpy(sixteen.data(), bytes.data(), sixteen.size());
  return ip::address_v6{sixteen}.to_string();
}

std::string common_name(const X509* certificate) {
  const auto* subject = X509_get_subject_name(certificate);
  const auto at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0)
    return {};
  return text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
}

tls_identity::clock::time_point time_of(const ASN1_TIME* from) {
  std::tm when{};
  ASN1_TIME_to_tm(from, &when);
  return tls_identity::clock::from_time_t(::timegm(&when));
}

} // namespace

or_why<tls_identity> tls_identity::load(const tls_files& from) {
  tls_identity result;
  if (auto wrong =
          read_chain(from.certificate, result.certificate_, result.chain_);
      !wrong.empty())
    return wrong;
  if (auto wrong = read_key(from.key, result.key_); !wrong.empty())
    return wrong;
  if (X509_check_private_key(result.certificate(), result.key()) != 1) {
    ERR_clear_error();
    return from.key + " is not the key of " + from.certificate;
  }
  return result;
}

bool tls_identity::is_for(const std::string& host) const noexcept {
  return X509_check_host(certificate(), host.data(), host.size(), 0, nullptr)
         == 1;
}

std::vector<std::string> tls_identity::names() const {
  std::vector<std::string> result;
  const std::unique_ptr<GENERAL_NAMES, frees_with<GENERAL_NAMES_free>> all{
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(
          certificate(), NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
    const auto* one = sk_GENERAL_NAME_value(all.get(), i);
    if (one->type == GEN_DNS)
      result.push_back(text_of(one->d.dNSName));
    else if (one->type == GEN_IPADD)
      result.push_back(address_of(text_of(one->d.iPAddress)));
  }
  if (result.empty())
    result.push_back(common_name(certificate()));
  return result;
}

std::string serial_of(const X509* certificate) {
  using number = std::unique_ptr<BIGNUM, frees_with<BN_free>>;
  const number value{
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr)};
  auto* digits = value ? BN_bn2hex(value.get()) : nullptr;
  std::string result{digits ? digits : ""};
  OPENSSL_free(digits);
  return result;
}

tls_identity::clock::time_point tls_identity::begin() const {
  return time_of(X509_get0_notBefore(certificate()));
}

tls_identity::clock::time_point tls_identity::end() const {
  return time_of(X509_get0_notAfter(certificate()));
}

std::string openssl_reason() {
  const auto* text = ERR_reason_error_string(ERR_peek_last_error());
  std::string result{text ? text : "for an unknown reason"};
  ERR_clear_error();
  return result;
}

} // namespace smokehouse::http
