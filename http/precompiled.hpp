#pragma once

// What nearly every file of this library includes: parsed once.
#include <boost/asio.hpp>
#include <boost/beast/http.hpp>

#include <string>
#include <vector>
