# What Debian 12 ships, and the CAF that scripts/bootstrap built.
set(cache "$ENV{SMOKEHOUSE_CACHE}")
if(NOT cache)
  set(cache "$ENV{XDG_CACHE_HOME}/smokehouse")
  if(NOT DEFINED ENV{XDG_CACHE_HOME})
    set(cache "$ENV{HOME}/.cache/smokehouse")
  endif()
endif()

find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(CAF 0.18.7 EXACT REQUIRED COMPONENTS core
             HINTS "${cache}/caf/${SMOKEHOUSE_CAF_FLAVOR}")
if(SMOKEHOUSE_TESTS)
  find_package(doctest 2.4 REQUIRED)
endif()
