#pragma once

#include "test/browser/webdriver.hpp"
#include "test/system/service.hpp"

#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace smokehouse::test {

/// Requests that come one after the other until the end of its scope.
class traffic {
public:
  traffic(const service& to, std::string path);
  ~traffic();

private:
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

/// A service and a browser that shows its page. A case fails at the end if the
/// console has complaints, or if a request went anywhere else.
class page {
public:
  explicit page(const options& more = quick());
  ~page();

  /// Loads the page, and waits until it is live.
  void load();

  /// Loads it, and waits for nothing.
  void open();

  /// Where the page is: the listener of the inside, if there is one.
  std::string origin();

  /// The complaints of the console so far, but those that have one of these
  /// parts.
  std::vector<std::string>
  complaints_but(const std::vector<std::string>& parts);

  /// Whether the page becomes so: an expression of JavaScript.
  bool shows(const std::string& condition) {
    return reader.shows(condition);
  }

  /// The texts of the first column of the table in that element, from top to
  /// bottom.
  std::vector<std::string> names(const std::string& table);

  /// The exact value in the cell of a figure, in the row with that name.
  double value(const std::string& table, const std::string& row,
               const std::string& figure);

  /// Stops the events and shows one of the test's own. `change` is JavaScript
  /// that makes it out of `event`, the last real one.
  void show(const std::string& change);

  /// Presses a key of that name, where the focus is.
  void press(const std::string& key);

  std::optional<service> smokehouse;
  browser reader;

private:
  bool apart_;
};

/// The selector of the cell of a figure in a row.
std::string cell(const std::string& table, const std::string& row,
                 const std::string& figure);

} // namespace smokehouse::test
