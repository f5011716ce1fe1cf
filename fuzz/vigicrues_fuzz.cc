// An answer of Vigicrues: of a station, or of the sections.
#include "waters_checks.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  check_answer(bassin::waters::Format::vigicrues, bytes);
  check_answer(bassin::waters::Format::vigicrues_sections, bytes);
  return 0;
}
