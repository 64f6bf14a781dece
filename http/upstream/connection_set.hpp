#pragma once

#include "http/upstream/connection.hpp"

#include <cstddef>

namespace smokehouse::http::upstream {

/// The connections there are, and the stage that each is in.
class connection_set {
public:
  /// Adds a connection that is being made.
  void add(const connection_ptr& c);

  /// Out of idleness, or out of being made.
  void make_busy(const connection_ptr& c);

  /// From now on it is the one to be used first.
  void make_idle(const connection_ptr& c);

  /// Closes and forgets it; does nothing if that was done before.
  void remove(const connection_ptr& c);

  void remove_idle();

  /// Removes those that are idle since `latest` or longer.
  void remove_idle_since(time_point latest);

  /// The idle connection used last; null if there is none.
  connection_ptr warmest() const;

  /// The idle connection that was not used for longest; null if there is none.
  connection_ptr coldest() const;

  /// Any that is not idle; null if there is none.
  connection_ptr any_active() const;

  std::size_t size() const {
    return active_.size() + idle_.size();
  }

  std::size_t connecting() const {
    return connecting_;
  }

  std::size_t busy() const {
    return active_.size() - connecting_;
  }

  std::size_t idle() const {
    return idle_.size();
  }

private:
  connection::list active_;
  connection::list idle_;
  std::size_t connecting_ = 0;
};

} // namespace smokehouse::http::upstream
