#include "app/access/token_file.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace smokehouse::app::access {

namespace {

// A field of a request could not carry others.
bool is_plain(char c) {
  return c > ' ' && c < 0x7f;
}

std::string fault_of(const std::string& token) {
  if (token.empty())
    return "is empty";
  if (token.size() < least_token_size)
    return "is too short: a token has " + std::to_string(least_token_size)
           + " characters at least";
  if (token.size() > most_token_size)
    return "is too long: a token has " + std::to_string(most_token_size)
           + " characters at most";
  if (!std::all_of(token.begin(), token.end(), is_plain))
    return "is no token: it has to be one line of printable ASCII characters "
           "without spaces";
  return {};
}

bool others_may_read(const std::string& path) {
  using std::filesystem::perms;
  std::error_code ignored;
  const auto rights = std::filesystem::status(path, ignored).permissions();
  return !ignored && (rights & perms::others_read) != perms::none;
}

} // namespace

token_reading read_token_file(const std::string& path) {
  token_reading result;
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  // One more than it may have, and its end of line.
  std::string content(most_token_size + 3, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file.is_open() || file.bad()) {
    auto reason = std::generic_category().message(errno);
    result.wrong = "cannot read " + path + ": " + reason;
    return result;
  }
  content.resize(static_cast<std::size_t>(file.gcount()));
  while (content.ends_with('\n') || content.ends_with('\r'))
    content.pop_back();
  if (auto fault = fault_of(content); !fault.empty()) {
    result.wrong = path + " " + fault;
    return result;
  }
  if (others_may_read(path))
    result.doubt = "every user of this machine may read " + path;
  result.token = std::move(content);
  return result;
}

} // namespace smokehouse::app::access
