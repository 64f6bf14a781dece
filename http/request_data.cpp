#include "http/request_data.hpp"

#include "http/iequals.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace smokehouse::http {

namespace {

// The block is the struct, then the fields, then the bytes of the head.
static_assert(alignof(request_data) >= alignof(field));
static_assert(sizeof(request_data) % alignof(field) == 0);

// An absolute-form target (RFC 9112, 3.2.2) names its host before the path.
std::string_view without_authority(std::string_view target) noexcept {
  auto scheme = target.find("://");
  if (target.empty() || target.front() == '/'
      || scheme == std::string_view::npos)
    return target;
  auto path = target.find_first_of("/?", scheme + 3);
  return path == std::string_view::npos ? std::string_view{"/"}
                                        : target.substr(path);
}

// What may stand in a log and in a field as it is.
bool is_sane_id(std::string_view text) noexcept {
  constexpr std::size_t longest = 128;
  return !text.empty() && text.size() <= longest
         && std::all_of(text.begin(), text.end(), [](char c) {
              return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                     || (c >= '0' && c <= '9')
                     || std::string_view{"-_.:+=/@"}.find(c)
                            != std::string_view::npos;
            });
}

} // namespace

boost::intrusive_ptr<request_data> request_data::make(std::size_t field_count,
                                                      std::string_view head) {
  const auto fields_size = field_count * sizeof(field);
  auto* block = static_cast<std::byte*>(
      ::operator new(sizeof(request_data) + fields_size + head.size()));
  auto* data = new (block) request_data;
  auto* fields = reinterpret_cast<field*>(block + sizeof(request_data));
  std::uninitialized_default_construct_n(fields, field_count);
  data->fields = {fields, field_count};
  auto* bytes =
      reinterpret_cast<char*>(block + sizeof(request_data) + fields_size);
  if (!head.empty())
    std::memcpy(bytes, head.data(), head.size());
  data->head = {bytes, head.size()};
  return boost::intrusive_ptr<request_data>(data);
}

void request_data::find_given() noexcept {
  constexpr std::string_view id = "X-Request-Id";
  constexpr std::string_view timeout = "X-Request-Timeout";
  bool id_seen = false;
  for (const auto& one : fields) {
    if (one.name.size() == id.size() && !id_seen && iequals(one.name, id)) {
      id_seen = true;
      if (is_sane_id(one.value))
        given_id = one.value;
    } else if (one.name.size() == timeout.size() && !given_timeout.data()
               && iequals(one.name, timeout)) {
      given_timeout = one.value;
    }
  }
}

void request_data::set_target(std::string_view value) noexcept {
  target = value;
  auto rest = without_authority(value);
  auto mark = rest.find('?');
  path = rest.substr(0, mark);
  query = mark == std::string_view::npos ? std::string_view{}
                                         : rest.substr(mark + 1);
  if (path.empty())
    path = "/";
}

void intrusive_ptr_release(request_data* data) noexcept {
  if (data->references.fetch_sub(1, std::memory_order_acq_rel) != 1)
    return;
  data->~request_data();
  ::operator delete(static_cast<void*>(data));
}

} // namespace smokehouse::http
