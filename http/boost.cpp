// The one translation unit that compiles Asio, its TLS part, Beast, JSON and
// URL; all others see declarations only, which keeps the build short.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/json/src.hpp>
#include <boost/url/src.hpp>

// Beast 1.81 asserts that there are five bytes of a last chunk that waits for
// its end. There may be four, where it is the first chunk, too. All its other
// assertions go with that one.
#define BOOST_DISABLE_ASSERTS
#include <boost/assert.hpp>
#include <boost/beast/src.hpp>
#undef BOOST_DISABLE_ASSERTS
#include <boost/assert.hpp>
