#include "app/access/posted.hpp"

#include "http/iequals.hpp"
#include "http/media_type.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/url/params_view.hpp>
#include <boost/url/parse_query.hpp>

namespace smokehouse::app::access {

namespace {

bool is_json(std::string_view content_type) {
  auto type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' '))
    type.remove_suffix(1);
  return http::iequals(type, http::media_type::json);
}

std::optional<std::string> json_member(std::string_view body,
                                       std::string_view name) {
  boost::json::error_code error;
  auto parsed = boost::json::parse(body, error);
  if (error || !parsed.is_object())
    return std::nullopt;
  auto* member = parsed.as_object().if_contains(name);
  if (!member || !member->is_string())
    return std::nullopt;
  return std::string{std::string_view{member->as_string()}};
}

std::optional<std::string> form_field(std::string_view body,
                                      std::string_view name) {
  boost::urls::string_view text{body.data(), body.size()};
  if (!boost::urls::parse_query(text))
    return std::nullopt;
  boost::urls::encoding_opts plus_is_space;
  plus_is_space.space_as_plus = true;
  boost::urls::params_view fields{text, plus_is_space};
  auto found = fields.find({name.data(), name.size()});
  if (found == fields.end())
    return std::nullopt;
  return std::string{(*found).value};
}

} // namespace

std::optional<std::string> posted(const http::request& request,
                                  std::string_view name) {
  return is_json(request.header("Content-Type"))
             ? json_member(request.body(), name)
             : form_field(request.body(), name);
}

} // namespace smokehouse::app::access
