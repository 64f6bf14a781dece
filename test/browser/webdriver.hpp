#pragma once

#include "test/support/child_process.hpp"
#include "test/support/temporary_folder.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::test {

/// Chromium without a window, with a profile of its own, driven over WebDriver
/// (https://www.w3.org/TR/webdriver2/). Ends with the object. Whatever the
/// driver refuses is a `std::runtime_error` with its words.
class browser {
public:
  browser();
  ~browser();

  browser(const browser&) = delete;
  browser& operator=(const browser&) = delete;

  /// Loads a page and waits until it is loaded.
  void open(const std::string& url);

  /// Runs the body of an `async` function in the page; what it returns.
  boost::json::value run(const std::string& body);

  /// Whether `condition`, an expression of JavaScript, becomes true; where it
  /// fails, the page is on its way to another.
  bool shows(const std::string& condition);

  /// A command of the Chrome DevTools protocol.
  boost::json::value command(std::string_view name,
                             const boost::json::object& parameters);

  /// Pretends a size of the window, in CSS pixels.
  void resize(int width, int height);

  /// Pretends that the reader prefers `light` or `dark`.
  void prefer(std::string_view scheme);

  /// What the console has that is worse than a notice, since the last call.
  std::vector<std::string> complaints();

  /// The URLs of all requests since the last call, to wherever they went.
  std::vector<std::string> requests();

  /// Writes what the window shows to `SMOKEHOUSE_SCREENSHOTS/NAME.png`; does
  /// nothing unless the environment names such a folder.
  void screenshot(const std::string& name);

private:
  boost::json::value call(std::string_view method, std::string_view path,
                          const boost::json::object* body);
  boost::json::value post(std::string_view path,
                          const boost::json::object& body);
  boost::json::array log(std::string_view kind);

  temporary_folder profile_;
  child_process driver_;
  std::uint16_t port_ = 0;
  std::string session_;
};

} // namespace smokehouse::test
