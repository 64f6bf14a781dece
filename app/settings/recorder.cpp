#include "app/settings/recorder.hpp"

#include <algorithm>

namespace smokehouse::app {

std::size_t recorder::line() {
  line_ += static_cast<std::size_t>(std::count(counted_, parser_.i, '\n'));
  counted_ = parser_.i;
  return line_;
}

entries recorder::before(std::size_t line) const {
  auto result = found_;
  std::erase_if(result, [&](const entry& e) { return e.where == where(line); });
  return result;
}

std::string recorder::where(std::size_t line) const {
  return file_ + ':' + std::to_string(line);
}

void recorder::key(std::string name) {
  if (ignored_ > 0)
    return;
  auto prefix = sections_.empty() ? std::string{} : sections_.back().prefix;
  key_ = prefix + name;
  key_line_ = line();
}

recorder& recorder::begin_map() {
  if (ignored_ > 0 || !lists_.empty())
    ++ignored_;
  else
    sections_.push_back({key_ + '.', found_.size()});
  return *this;
}

void recorder::end_map() {
  if (ignored_ > 0) {
    if (--ignored_ == 0)
      add(caf::config_value{caf::settings{}});
    return;
  }
  auto closed = std::move(sections_.back());
  sections_.pop_back();
  if (closed.found_before == found_.size()) {
    closed.prefix.pop_back();
    key_ = std::move(closed.prefix);
    add(caf::config_value{caf::settings{}});
  }
}

recorder& recorder::begin_list() {
  if (ignored_ == 0)
    lists_.emplace_back();
  return *this;
}

void recorder::end_list() {
  if (ignored_ > 0)
    return;
  auto done = std::move(lists_.back());
  lists_.pop_back();
  add(caf::config_value{std::move(done)});
}

void recorder::add(caf::config_value x) {
  if (ignored_ > 0)
    return;
  if (!lists_.empty())
    lists_.back().push_back(std::move(x));
  else
    found_.push_back({key_, std::move(x), where(key_line_)});
}

} // namespace smokehouse::app
