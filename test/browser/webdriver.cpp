#include "test/browser/webdriver.hpp"

#include "test/support/eventually.hpp"
#include "test/support/raw_client.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace smokehouse::test {

namespace json = boost::json;

namespace {

/// No window, no sandbox (which root cannot have), and nothing that asks
/// anybody but the page's server.
json::array flags(const std::string& profile) {
  return {"--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--window-size=1280,900",
          "--user-data-dir=" + profile};
}

json::object capabilities(const std::string& profile) {
  return {
      {"capabilities",
       {{"alwaysMatch",
         {{"browserName", "chrome"},
          {"timeouts", {{"script", 60'000}}},
          {"goog:loggingPrefs", {{"browser", "ALL"}, {"performance", "ALL"}}},
          {"goog:chromeOptions", {{"args", flags(profile)}}}}}}}};
}

std::string decoded(std::string_view base64) {
  std::string result(base64.size() / 4 * 3, '\0');
  auto size =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(result.data()),
                      reinterpret_cast<const unsigned char*>(base64.data()),
                      static_cast<int>(base64.size()));
  result.resize(static_cast<std::size_t>(std::max(size, 0)));
  return result;
}

} // namespace

browser::browser() : driver_({.argv = {"chromedriver", "--port=0"}}) {
  const std::string mark = "started successfully on port ";
  auto line = driver_.wait_for_line(child_process::output::out, mark, patience);
  if (!line)
    throw std::runtime_error("chromedriver does not start");
  port_ = static_cast<std::uint16_t>(
      std::stoul(line->substr(line->find(mark) + mark.size())));
  auto wanted = capabilities(profile_.path());
  auto session = call("POST", "/session", &wanted);
  session_ = session.at("sessionId").as_string();
}

browser::~browser() {
  try {
    call("DELETE", "/session/" + session_, nullptr);
  } catch (const std::exception&) {
    // It ends with its driver.
  }
}

void browser::open(const std::string& url) {
  post("/url", {{"url", url}});
}

json::value browser::run(const std::string& body) {
  auto script = "const done = arguments[arguments.length - 1];"
                "(async () => {"
                + body
                + "})().then(result => done({result}),"
                  "error => done({error: String(error)}));";
  auto answer =
      post("/execute/async", {{"script", script}, {"args", json::array{}}});
  auto& told = answer.as_object();
  if (told.contains("error"))
    throw std::runtime_error(std::string{told["error"].as_string()});
  return told["result"];
}

bool browser::shows(const std::string& condition) {
  return eventually([&] {
    try {
      return run("return Boolean(" + condition + ");").as_bool();
    } catch (const std::runtime_error&) {
      return false;
    }
  });
}

json::value browser::command(std::string_view name,
                             const json::object& parameters) {
  return post("/goog/cdp/execute", {{"cmd", name}, {"params", parameters}});
}

void browser::resize(int width, int height) {
  command("Emulation.setDeviceMetricsOverride", {{"width", width},
                                                 {"height", height},
                                                 {"deviceScaleFactor", 1},
                                                 {"mobile", width < 600}});
}

void browser::prefer(std::string_view scheme) {
  command(
      "Emulation.setEmulatedMedia",
      {{"features", {{{"name", "prefers-color-scheme"}, {"value", scheme}}}}});
}

std::vector<std::string> browser::complaints() {
  std::vector<std::string> result;
  for (const auto& entry : log("browser"))
    if (auto level = entry.at("level").as_string();
        level == "SEVERE" || level == "WARNING")
      result.emplace_back(entry.at("message").as_string());
  return result;
}

std::vector<std::string> browser::requests() {
  std::vector<std::string> result;
  for (const auto& entry : log("performance")) {
    auto message = json::parse(entry.at("message").as_string()).at("message");
    if (message.at("method") != "Network.requestWillBeSent")
      continue;
    std::string url{message.at_pointer("/params/request/url").as_string()};
    // Its start page comes out of itself, in parts.
    if (!url.starts_with("chrome:") && !url.starts_with("data:"))
      result.push_back(url);
  }
  return result;
}

void browser::screenshot(const std::string& name) {
  const auto* folder = std::getenv("SMOKEHOUSE_SCREENSHOTS");
  if (!folder)
    return;
  auto image = command("Page.captureScreenshot", {{"format", "png"}});
  std::ofstream file{std::string{folder} + '/' + name + ".png",
                     std::ios::binary};
  file << decoded(image.at("data").as_string());
}

json::array browser::log(std::string_view kind) {
  auto result = post("/se/log", {{"type", kind}});
  return result.as_array();
}

json::value browser::post(std::string_view path, const json::object& body) {
  return call("POST", "/session/" + session_ + std::string{path}, &body);
}

json::value browser::call(std::string_view method, std::string_view path,
                          const json::object* body) {
  auto text = body ? json::serialize(*body) : std::string{};
  raw_client driver{port_};
  driver.send(std::string{method} + ' ' + std::string{path}
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
              + std::to_string(text.size()) + "\r\n\r\n" + text);
  auto answer = driver.read_answer();
  auto value = json::parse(answer.body).at("value");
  if (answer.status != 200)
    throw std::runtime_error("WebDriver: " + json::serialize(value));
  return value;
}

} // namespace smokehouse::test
