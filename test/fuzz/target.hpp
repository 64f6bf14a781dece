#pragma once

#include <cstddef>
#include <stdexcept>
#include <string_view>

/// What fuzzing calls with its inputs. Each is deterministic, keeps nothing
/// from one input to the next, and throws `broken` where a promise is.
namespace smokehouse::fuzz {

/// A promise that does not hold for an input.
struct broken : std::logic_error {
  using std::logic_error::logic_error;
};

inline void expect(bool holds, const char* what) {
  if (!holds)
    throw broken{what};
}

/// Hands out bytes in the pieces that an input's first byte asks for: whole
/// for 0, byte by byte for 1, else as it comes.
class pieces {
public:
  pieces(unsigned char how, std::string_view bytes)
      : how_(how), state_(how), rest_(bytes) {
    // nop
  }

  bool empty() const noexcept {
    return rest_.empty();
  }

  std::string_view next() noexcept {
    state_ = state_ * 75 + 74;
    const auto wanted = how_ == 0   ? rest_.size()
                        : how_ == 1 ? std::size_t{1}
                                    : 1 + (state_ >> 4) % how_;
    const auto result = rest_.substr(0, wanted);
    rest_.remove_prefix(result.size());
    return result;
  }

private:
  unsigned char how_;
  unsigned state_;
  std::string_view rest_;
};

/// The bytes of a connection, after one that says how they are cut: through a
/// session, a front and its views. However they are cut, the same requests are
/// seen, each is answered, and the connection ends.
void session(std::string_view input);

/// What an upstream sends, after one byte that says how it is cut: two calls
/// end, and each with an answer within the limits or with an error.
void response(std::string_view input);

/// A URL: what is accepted is the same when it is written and read again, and
/// makes a request of one line.
void url(std::string_view input);

/// The text of a configuration file and then options, with NUL between them:
/// what is accepted is the same when it is dumped and loaded again.
void configuration(std::string_view input);

} // namespace smokehouse::fuzz
