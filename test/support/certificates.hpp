#pragma once

#include "test/support/temporary_folder.hpp"

#include <string>

namespace smokehouse::test {

/// A certificate and its key, as PEM files.
struct certificate_pair {
  std::string certificate;
  std::string key;
};

/// Certificates made by `openssl` for one test run, in a folder that ends with
/// the object: a private authority and what it signs. A host may be a name or
/// an IPv4 address.
class certificates {
public:
  certificates();

  /// The authority's certificate, a PEM file.
  std::string authority() const;

  /// Another one for the same host takes the place of the first.
  certificate_pair signed_pair(const std::string& host, int days = 2) const;
  certificate_pair expired_pair(const std::string& host) const;
  certificate_pair self_signed_pair(const std::string& host) const;

  /// The same certificate, its key with a passphrase.
  certificate_pair encrypted(const certificate_pair& from) const;

private:
  std::string path(const std::string& name) const;
  certificate_pair sign(const std::string& host, const std::string& kind,
                        const std::string& days) const;

  temporary_folder folder_;
};

} // namespace smokehouse::test
