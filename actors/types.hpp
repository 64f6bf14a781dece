#pragma once

#include "actors/error.hpp"
#include "actors/job.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/error_code.hpp>
#include <caf/type_id.hpp>

// Types that travel in messages between actors of this process. They never
// cross a network, so none of them is serialised.

CAF_BEGIN_TYPE_ID_BLOCK(smokehouse, first_custom_type_id)

CAF_ADD_TYPE_ID(smokehouse, (smokehouse::http::request))
CAF_ADD_TYPE_ID(smokehouse, (smokehouse::http::response))
CAF_ADD_TYPE_ID(smokehouse, (smokehouse::actors::error))
CAF_ADD_TYPE_ID(smokehouse, (smokehouse::actors::blocking_job))
CAF_ADD_TYPE_ID(smokehouse, (smokehouse::actors::background_job))

// Tells a pool's manager that a worker has done its job.
CAF_ADD_ATOM(smokehouse, smokehouse::actors, idle_atom)
// Tells supervision that an actor wants to be replaced.
CAF_ADD_ATOM(smokehouse, smokehouse::actors, replace_atom)

CAF_END_TYPE_ID_BLOCK(smokehouse)

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(smokehouse::http::request)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(smokehouse::http::response)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(smokehouse::actors::blocking_job)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(smokehouse::actors::background_job)

CAF_ERROR_CODE_ENUM(smokehouse::actors::error)
