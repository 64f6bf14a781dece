// One program for each target: FUZZ_TARGET is its name.
#include "test/fuzz/target.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  smokehouse::fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
