#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::app {

/// Number of insertions, deletions, replacements and swaps of neighbours
/// that turn one text into the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate with the least edit distance, the first of several; empty
/// when there are no candidates.
std::string nearest(std::string_view name,
                    const std::vector<std::string>& candidates);

} // namespace smokehouse::app
