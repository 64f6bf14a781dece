#pragma once

#include <array>
#include <string>
#include <string_view>

namespace smokehouse::app::access {

/// A token that somebody has to know. Keeps only its SHA-256, which is what
/// texts are compared by: how long that takes tells nothing of either, not
/// even its length.
class secret {
public:
  explicit secret(std::string_view token);

  /// Whether the text is the token.
  bool is(std::string_view text) const;

  /// 64 hex digits that only who knows the token can make of a text
  /// (HMAC-SHA-256).
  std::string sign(std::string_view text) const;

  /// Whether `sign(text)` gives `signature`; as safe as `is`.
  bool signed_so(std::string_view text, std::string_view signature) const;

private:
  using digest = std::array<unsigned char, 32>;

  static digest digest_of(std::string_view text);
  static bool same(const digest& a, const digest& b);

  digest token_;
};

} // namespace smokehouse::app::access
