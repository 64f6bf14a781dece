# What Debian 12 ships, and the CAF that scripts/bootstrap built.
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(CAF 0.18.7 EXACT REQUIRED COMPONENTS core
             HINTS "$ENV{SMOKEHOUSE_CACHE}/caf/${SMOKEHOUSE_CAF_FLAVOR}"
                   "$ENV{XDG_CACHE_HOME}/smokehouse/caf/${SMOKEHOUSE_CAF_FLAVOR}"
                   "$ENV{HOME}/.cache/smokehouse/caf/${SMOKEHOUSE_CAF_FLAVOR}")
if(SMOKEHOUSE_TESTS)
  find_package(doctest 2.4 REQUIRED)
endif()
