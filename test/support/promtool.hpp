#pragma once

#include <string>

namespace smokehouse::test {

/// What `promtool check metrics` has to say about a text in Prometheus'
/// exposition format: nothing, if it is as it should be.
/// Throws `std::runtime_error` when the tool cannot be run.
std::string promtool_complaints(const std::string& text);

} // namespace smokehouse::test
