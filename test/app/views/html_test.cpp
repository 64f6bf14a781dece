#include "app/views/html.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app::views;

TEST_CASE("what HTML gives a meaning is escaped") {
  CHECK(escaped("<b a=\"1\" b='2'>&</b>")
        == "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;&lt;/b&gt;");
  CHECK(escaped("plain \xc3\xa9") == "plain \xc3\xa9");
  CHECK(escaped("") == "");
}

TEST_CASE("a table has headings for its columns and rows") {
  html_table table{"A < B", {"Name", "Size"}};
  table.row({"<x>", "1"});
  CHECK(table.html()
        == "<table>\n<caption>A &lt; B</caption>\n"
           "<thead><tr><th scope=\"col\">Name</th>"
           "<th scope=\"col\">Size</th></tr></thead>\n<tbody>\n"
           "<tr><th scope=\"row\">&lt;x&gt;</th><td>1</td></tr>\n"
           "</tbody>\n</table>\n");
}
