#include "http/upstream/framing.hpp"

#include "http/iequals.hpp"

namespace smokehouse::http::upstream {

bool is_well_framed(const client_response::message& answer) {
  using beast::http::field;
  const auto lengths = answer.count(field::content_length);
  if (lengths > 1
      || answer[field::content_length].find(',') != std::string_view::npos)
    return false;
  const auto codings = answer.count(field::transfer_encoding);
  if (codings > 0
      && (codings > 1 || lengths > 0 || answer.version() == 10
          || !iequals(answer[field::transfer_encoding], "chunked")))
    return false;
  return answer.result_int() >= 200;
}

} // namespace smokehouse::http::upstream
