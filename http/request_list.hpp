#pragma once

#include "http/request.hpp"

#include <boost/intrusive/list.hpp>

#include <cstddef>

namespace smokehouse::http {

/// Requests in the order in which they were added. A request is in one list at
/// most, which keeps it; adding and removing one allocates nothing.
class request_list {
public:
  request_list() = default;
  request_list(const request_list&) = delete;
  request_list& operator=(const request_list&) = delete;

  ~request_list() {
    list_.clear_and_dispose(
        [](request_data* one) { intrusive_ptr_release(one); });
  }

  void add(const request& one) noexcept {
    intrusive_ptr_add_ref(one.data().get());
    list_.push_back(*one.data());
  }

  /// Does nothing if it is in no list.
  void remove(const request& one) noexcept {
    auto& data = *one.data();
    if (!data.listed.is_linked())
      return;
    list_.erase(list_.iterator_to(data));
    intrusive_ptr_release(&data);
  }

  std::size_t size() const noexcept {
    return list_.size();
  }

  /// Calls `f(request)` for each, the oldest first, until it returns false.
  template <class F>
  void for_each(F f) const {
    for (const auto& one : list_)
      if (!f(request{boost::intrusive_ptr<request_data>{
              const_cast<request_data*>(&one)}}))
        return;
  }

private:
  using hook =
      boost::intrusive::member_hook<request_data,
                                    boost::intrusive::list_member_hook<>,
                                    &request_data::listed>;

  boost::intrusive::list<request_data, hook> list_;
};

} // namespace smokehouse::http
