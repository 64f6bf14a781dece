#include "app/settings/scan.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace smokehouse::app {

namespace {

constexpr int max_depth = 16;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'
         || c == '.';
}

/// Whether CAF could read a time from the word's begin that does not fit 64
/// bits of nanoseconds: judged by its number of digits, and strictly.
bool too_long(std::string_view word) {
  if (word.starts_with('-'))
    word.remove_prefix(1);
  if (word.starts_with("0x") || word.starts_with("0X"))
    return word.size() > 8;
  if (word.starts_with("0b") || word.starts_with("0B"))
    return word.size() > 24;
  constexpr std::array<std::pair<std::string_view, std::size_t>, 6> units = {
      {{"h", 6}, {"min", 8}, {"s", 9}, {"ms", 12}, {"us", 15}, {"ns", 18}}};
  auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
  auto unit = word.substr(digits);
  return std::any_of(units.begin(), units.end(), [&](const auto& known) {
    return unit.starts_with(known.first) && digits > known.second;
  });
}

class scanner {
public:
  explicit scanner(std::string_view text) : rest_(text) {
    // nop
  }

  scanned run() {
    while (!rest_.empty() && !result_.wrong)
      step();
    if (result_.wrong)
      result_.text.resize(result_.text.rfind('\n') + 1);
    return std::move(result_);
  }

private:
  void step() {
    switch (rest_.front()) {
    case '#':
      take(std::min(rest_.find('\n'), rest_.size()));
      break;
    case '"':
    case '\'':
      quoted();
      break;
    default:
      if (is_word(rest_.front()))
        word();
      else
        mark();
    }
  }

  void take(std::size_t n) {
    result_.text += rest_.substr(0, n);
    rest_.remove_prefix(n);
  }

  /// Strings end at their quotation mark, else before the end of the line.
  void quoted() {
    std::size_t n = 1;
    while (n < rest_.size() && rest_[n] != rest_[0] && rest_[n] != '\n') {
      auto escaped = rest_[n] == '\\' && rest_.substr(n + 1, 1) != "\n";
      n += escaped ? 2 : 1;
    }
    auto closed = n < rest_.size() && rest_[n] == rest_[0];
    take(std::min(closed ? n + 1 : n, rest_.size()));
    at_key_ = false;
  }

  /// A name, a number or a keyword.
  void word() {
    auto i = std::find_if_not(rest_.begin(), rest_.end(), is_word);
    auto n = static_cast<std::size_t>(i - rest_.begin());
    auto next = rest_.find_first_not_of(" \t", n);
    auto named =
        at_key_ && next != std::string_view::npos
        && std::string_view{"=:{"}.find(rest_[next]) != std::string_view::npos;
    auto dotted = rest_.substr(0, n).find('.') != std::string_view::npos;
    if (named && dotted)
      result_.text += '"';
    if (rest_.substr(0, n).find("..") != std::string_view::npos)
      result_.wrong = "ranges are not supported";
    if (too_long(rest_.substr(0, n)))
      result_.wrong = "the time is too long";
    take(n);
    if (named && dotted)
      result_.text += '"';
    at_key_ = false;
  }

  /// Space or punctuation.
  void mark() {
    switch (char c = rest_.front()) {
    case '\n':
      ++result_.line;
      at_key_ = true;
      break;
    case '[':
    case '{':
      if (++depth_ > max_depth)
        result_.wrong = "nested too deeply";
      at_key_ = true;
      break;
    case ']':
    case '}':
      --depth_;
      at_key_ = true;
      break;
    default:
      if (c == '\0')
        result_.wrong = "unexpected character \\0";
      at_key_ = at_key_ ? c == ' ' || c == '\t' : c == ',';
    }
    take(1);
  }

  std::string_view rest_;
  scanned result_;
  int depth_ = 0;
  /// Whether a key may begin here.
  bool at_key_ = true;
};

} // namespace

scanned scan(std::string_view text) {
  return scanner{text}.run();
}

} // namespace smokehouse::app
