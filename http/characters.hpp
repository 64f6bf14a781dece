#pragma once

namespace smokehouse::http {

/// A `tchar` of RFC 9110, 5.6.2: what names of fields are made of.
constexpr bool is_token_char(unsigned char c) noexcept {
  if (c <= ' ' || c >= 0x7f)
    return false;
  for (unsigned char separator : {'"', '(', ')', ',', '/', ':', ';', '<', '=',
                                  '>', '?', '@', '[', '\\', ']', '{', '}'})
    if (c == separator)
      return false;
  return true;
}

/// What values of fields may have: a tab, or anything that is no control
/// character (RFC 9110, 5.5).
constexpr bool is_field_char(unsigned char c) noexcept {
  return c == '\t' || (c >= ' ' && c != 0x7f);
}

} // namespace smokehouse::http
