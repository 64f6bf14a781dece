#pragma once

#include "actors/view.hpp"
#include "app/access/gate.hpp"

namespace smokehouse::app::access {

/// The view for those whom the gate lets through. Others get 401 or 403 as
/// RFC 9457 has it; a browser that asks for a page below `/admin` without a
/// login is sent to `/admin/login`. What changes something (any method but GET
/// and HEAD) has to come from the same origin, else 403.
actors::plain_view guarded(gate who, actors::plain_view view);

/// The view for everybody, but what changes something has to come from the
/// same origin: for the login itself.
actors::plain_view same_origin_only(actors::plain_view view);

} // namespace smokehouse::app::access
