#include "app/admin_assets.hpp"

#include "http/media_type.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <vector>

// The assembler puts the file into the program, between two symbols. What was
// built from which files: see CMakeLists.txt.
#define EMBED(name, file, path, type)                                          \
  __asm__(".pushsection .rodata\n"                                             \
          ".global smokehouse_admin_" #name "\n"                               \
          "smokehouse_admin_" #name ":\n"                                      \
          ".incbin \"" file "\"\n"                                             \
          ".global smokehouse_admin_" #name "_end\n"                           \
          "smokehouse_admin_" #name "_end:\n"                                  \
          ".byte 0\n"                                                          \
          ".popsection\n");                                                    \
  extern "C" const char smokehouse_admin_##name[];                             \
  extern "C" const char smokehouse_admin_##name##_end[];

// clang-format off
#define PAGE SMOKEHOUSE_ADMIN_DIR
#define CHARTS SMOKEHOUSE_DYGRAPHS_DIR

// Symbol, file, path below /admin/, media type: a line for each.
#define EACH_ASSET(X) \
  X(page, PAGE "/index.html", "", html) \
  X(style, PAGE "/style.css", "style.css", css) \
  X(icon, PAGE "/icon.svg", "icon.svg", svg) \
  X(actors_js, PAGE "/actors.js", "actors.js", javascript) \
  X(charts_js, PAGE "/charts.js", "charts.js", javascript) \
  X(dom_js, PAGE "/dom.js", "dom.js", javascript) \
  X(feed_js, PAGE "/feed.js", "feed.js", javascript) \
  X(figures_js, PAGE "/figures.js", "figures.js", javascript) \
  X(format_js, PAGE "/format.js", "format.js", javascript) \
  X(graph_js, PAGE "/graph.js", "graph.js", javascript) \
  X(layout_js, PAGE "/layout.js", "layout.js", javascript) \
  X(main_js, PAGE "/main.js", "main.js", javascript) \
  X(overview_js, PAGE "/overview.js", "overview.js", javascript) \
  X(rates_js, PAGE "/rates.js", "rates.js", javascript) \
  X(requests_js, PAGE "/requests.js", "requests.js", javascript) \
  X(stuck_js, PAGE "/stuck.js", "stuck.js", javascript) \
  X(table_js, PAGE "/table.js", "table.js", javascript) \
  X(tip_js, PAGE "/tip.js", "tip.js", javascript) \
  X(work_js, PAGE "/work.js", "work.js", javascript) \
  X(dygraph_js, CHARTS "/dygraph.min.js", "dygraph.js", javascript) \
  X(dygraph_css, CHARTS "/dygraph.min.css", "dygraph.css", css)
// clang-format on

EACH_ASSET(EMBED)

namespace smokehouse::app {

namespace {

namespace type = http::media_type;

std::string etag_of(std::string_view content) {
  const auto hash = std::hash<std::string_view>{}(content);
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "\"%016llx\"",
                static_cast<unsigned long long>(hash));
  return text.data();
}

admin_asset asset(std::string_view path, std::string_view media_type,
                  const char* begin, const char* end) {
  std::string_view content{begin, static_cast<std::size_t>(end - begin)};
  return {path, media_type, content, etag_of(content)};
}

std::vector<admin_asset> all_assets() {
#define ASSET(name, file, path, media)                                         \
  asset(path, type::media, smokehouse_admin_##name,                            \
        smokehouse_admin_##name##_end),
  return {EACH_ASSET(ASSET)};
}

} // namespace

const admin_asset* find_admin_asset(std::string_view path) {
  static const auto assets = all_assets();
  auto found = std::ranges::find(assets, path, &admin_asset::path);
  return found == assets.end() ? nullptr : &*found;
}

} // namespace smokehouse::app
