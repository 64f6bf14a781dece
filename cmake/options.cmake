# How every target of this tree is compiled.
set(CMAKE_CXX_EXTENSIONS OFF)
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # The precompiled headers make ccache ask for these two.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

# The warnings and definitions of the project; every library links it.
add_library(smokehouse_options INTERFACE)
target_compile_features(smokehouse_options INTERFACE cxx_std_20)
target_compile_options(smokehouse_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Werror
  $<$<CXX_COMPILER_ID:GNU>:-fcoroutines -fpch-preprocess>
  "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>" # as in a clone
  # What g++ 12 wrongly suspects of inlined library code when it optimises.
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>"
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-stringop-overflow;-Wno-restrict>")
target_compile_definitions(smokehouse_options INTERFACE
  # Asio's allocations are never aligned beyond what `new` gives; the C library
  # takes much longer for those that may be: 7 % of a waiting request.
  BOOST_ASIO_DISABLE_STD_ALIGNED_ALLOC BOOST_ASIO_DISABLE_BOOST_ALIGN
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_BEAST_SEPARATE_COMPILATION BOOST_BEAST_USE_STD_STRING_VIEW
  BOOST_DISABLE_PRAGMA_MESSAGE)
target_include_directories(smokehouse_options INTERFACE
  "${PROJECT_SOURCE_DIR}")

if(SMOKEHOUSE_SANITIZE)
  target_compile_options(smokehouse_options INTERFACE
    -fsanitize=${SMOKEHOUSE_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all
    # vptr opens a pipe, which a test has no descriptor for; object-size costs
    # compile time, and ASan looks there too; clang 14 fails at function.
    -fno-sanitize=vptr,object-size$<$<CXX_COMPILER_ID:Clang>:$<COMMA>function>)
  target_link_options(smokehouse_options INTERFACE
    -fsanitize=${SMOKEHOUSE_SANITIZE})
endif()
