#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

/// Types that travel in messages between actors of this process. They never
/// cross a network, so none of them is serialised.
CAF_BEGIN_TYPE_ID_BLOCK(smokehouse, first_custom_type_id)

CAF_ADD_TYPE_ID(smokehouse, (smokehouse::http::request))
CAF_ADD_TYPE_ID(smokehouse, (smokehouse::http::response))

CAF_END_TYPE_ID_BLOCK(smokehouse)

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(smokehouse::http::request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(smokehouse::http::response)
