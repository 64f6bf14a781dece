#include "app/admin_assets.hpp"
#include "app/views/admin.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

using namespace smokehouse;

namespace {

http::response get(std::string target, std::string known = {}) {
  http::request_builder request;
  request.target(std::move(target));
  if (!known.empty())
    request.header("If-None-Match", known);
  return app::views::admin(request.build());
}

std::string header(const http::response& answer, std::string_view name) {
  auto found = std::ranges::find(answer.headers, name, &http::field_pair::name);
  return found == answer.headers.end() ? "" : found->value;
}

} // namespace

TEST_CASE("/admin/ is the page, and may load nothing from elsewhere") {
  auto answer = get("/admin/?x=1");
  CHECK(answer.status == http::status::ok);
  CHECK(answer.content_type == "text/html; charset=utf-8");
  CHECK(answer.content().starts_with("<!DOCTYPE html>"));
  CHECK(header(answer, "Content-Security-Policy").find("default-src 'none'")
        == 0);
  CHECK(answer.content().find("://") == std::string::npos);
}

TEST_CASE("/admin leads to /admin/") {
  auto answer = get("/admin");
  CHECK(answer.status == http::status::permanent_redirect);
  CHECK(header(answer, "Location") == "/admin/");
}

TEST_CASE("the files of the page have their types") {
  CHECK(get("/admin/style.css").content_type == "text/css; charset=utf-8");
  CHECK(get("/admin/icon.svg").content_type == "image/svg+xml");
  for (auto path : {"/admin/main.js", "/admin/dygraph.js"}) {
    CHECK(get(path).content_type == "text/javascript; charset=utf-8");
    CHECK_FALSE(get(path).content().empty());
  }
}

TEST_CASE("every file of the folder is embedded") {
  for (const auto& file :
       std::filesystem::directory_iterator{SMOKEHOUSE_ROOT "/app/admin"}) {
    auto name = file.path().filename().string();
    CAPTURE(name);
    const auto* asset = app::find_admin_asset(name == "index.html" ? "" : name);
    REQUIRE(asset);
    CHECK(asset->content.size() == file.file_size());
  }
}

TEST_CASE("a file is asked for anew, and sent only when it is another") {
  auto answer = get("/admin/main.js");
  CHECK(header(answer, "Cache-Control") == "no-cache");
  auto etag = header(answer, "ETag");
  CHECK(get("/admin/main.js", etag).status == http::status::not_modified);
  CHECK(get("/admin/main.js", "\"x\", " + etag).status
        == http::status::not_modified);
  CHECK(get("/admin/main.js", "\"x\"").status == http::status::ok);
  CHECK(header(get("/admin/feed.js"), "ETag") != etag);
}

TEST_CASE("below /admin/ there is nothing else") {
  for (auto path : {"/admin/nothing", "/admin/index.html", "/admin/../stats",
                    "/admin/main.js/"})
    CHECK(get(path).status == http::status::not_found);
}
