#include "test/browser/page.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace smokehouse::test {

namespace {

// The last event, kept by a listener of the page itself.
constexpr auto one_event = R"(
  const main = await import('/admin/main.js');
  main.feed.stop();
  const event = await new Promise((done) => {
    const source = new EventSource('/stats/stream');
    source.addEventListener('stats', (message) => {
      source.close();
      done(JSON.parse(message.data));
    });
  });
)";

} // namespace

traffic::traffic(const service& to, std::string path)
    : thread_{[this, &to, path = std::move(path)] {
        while (!stop_)
          to.get(path);
      }} {
  // nop
}

traffic::~traffic() {
  stop_ = true;
  thread_.join();
}

page::page(const options& more)
    : apart_(std::ranges::any_of(more, [](const auto& one) {
        return one.starts_with("--admin.port=");
      })) {
  smokehouse.emplace(more);
}

page::~page() {
  for (const auto& url : reader.requests())
    CHECK_MESSAGE(url.starts_with(origin() + '/'), url);
  for (const auto& complaint : reader.complaints())
    FAIL_CHECK(complaint);
}

void page::open() {
  reader.open(origin() + "/admin/");
}

std::string page::origin() {
  auto port = apart_ ? smokehouse->admin_port() : smokehouse->port();
  return "http://127.0.0.1:" + std::to_string(port);
}

std::vector<std::string>
page::complaints_but(const std::vector<std::string>& parts) {
  auto result = reader.complaints();
  std::erase_if(result, [&](const auto& one) {
    return std::ranges::any_of(
        parts, [&](const auto& part) { return one.find(part) != one.npos; });
  });
  return result;
}

void page::load() {
  open();
  REQUIRE(shows("document.querySelector('#connection[data-state=live]')"));
}

std::vector<std::string> page::names(const std::string& table) {
  auto all = reader.run("return [...document.querySelectorAll('#" + table
                        + " tbody th')].map((one) => one.textContent);");
  std::vector<std::string> result;
  for (const auto& one : all.as_array())
    result.emplace_back(one.as_string());
  return result;
}

double page::value(const std::string& table, const std::string& row,
                   const std::string& figure) {
  auto text = reader.run("return (" + cell(table, row, figure)
                         + ").dataset.value ?? 'nan';");
  return std::stod(std::string{text.as_string()});
}

void page::show(const std::string& change) {
  reader.run(one_event + change + "main.show(event);");
}

void page::press(const std::string& key) {
  for (auto type : {"keyDown", "keyUp"})
    reader.command("Input.dispatchKeyEvent",
                   {{"type", type},
                    {"key", key},
                    {"code", key},
                    {"text", key == "Enter" ? "\r" : ""},
                    {"windowsVirtualKeyCode", key == "Enter" ? 13 : 27}});
}

std::string cell(const std::string& table, const std::string& row,
                 const std::string& figure) {
  return "[...document.querySelectorAll('#" + table
         + " tbody tr')].find((one) => one.firstChild.textContent === '" + row
         + "').querySelector('[data-tip=\"" + figure + "\"]')";
}

} // namespace smokehouse::test
