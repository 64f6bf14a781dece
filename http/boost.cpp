// The one translation unit that compiles Asio, its TLS part, Beast, JSON and
// URL; all others see declarations only, which keeps the build short.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
#include <boost/json/src.hpp>
#include <boost/url/src.hpp>
