#include "actors/insight/message_map.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <cstdio>
#include <set>

namespace smokehouse::actors {

namespace {

namespace json = boost::json;

std::set<std::string> nodes_of(const std::vector<message_edge>& edges) {
  std::set<std::string> result;
  for (const auto& one : edges) {
    result.insert(one.from);
    result.insert(one.to);
  }
  return result;
}

/// A quoted string of the DOT language.
std::string quoted(const std::string& text) {
  std::string result{'"'};
  for (char c : text) {
    if (c == '"' || c == '\\')
      result += '\\';
    result += c;
  }
  return result + '"';
}

} // namespace

std::string map_json(const std::vector<message_edge>& edges,
                     const running_counts& running) {
  json::array nodes;
  for (const auto& name : nodes_of(edges)) {
    json::object node{{"name", name}};
    if (auto actor = running.find(name); actor != running.end())
      node["running"] = actor->second;
    nodes.push_back(std::move(node));
  }
  json::array lines;
  for (const auto& one : edges)
    lines.push_back(
        {{"from", one.from},
         {"to", one.to},
         {"messages", one.messages},
         {"rate", one.rate},
         {"wait_s", {{"count", one.messages}, {"mean", one.mean_wait}}}});
  return json::serialize(
      json::object{{"nodes", std::move(nodes)}, {"edges", std::move(lines)}});
}

std::string map_dot(const std::vector<message_edge>& edges) {
  std::string result = "digraph smokehouse {\n  rankdir=LR;\n"
                       "  node [shape=box, style=rounded];\n";
  for (const auto& name : nodes_of(edges))
    result += "  " + quoted(name) + ";\n";
  for (const auto& one : edges) {
    std::array<char, 96> label{};
    std::snprintf(label.data(), label.size(), "%.1f/s, %.3f ms", one.rate,
                  one.mean_wait * 1e3);
    result += "  " + quoted(one.from) + " -> " + quoted(one.to)
              + " [label=" + quoted(label.data()) + "];\n";
  }
  return result + "}\n";
}

} // namespace smokehouse::actors
