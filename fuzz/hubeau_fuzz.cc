// An answer of Hub'Eau: whatever it is, levels come out in their order, of clean codes and within what a river reaches.
#include "waters_checks.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  check_answer(bassin::waters::Format::hubeau, {reinterpret_cast<char const*>(data), size});
  return 0;
}
