// CSV in any chunks, against a reader that goes byte by byte. The first three bytes choose separator and number
// of columns, chunk, and how long a quoted field may stay open.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/csv_reference.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  namespace csv = bassin::ingest::csv;
  if (size < 3) return 0;
  csv::Shape const shape{
      .separator = data[0] % 2 == 0 ? ',' : ';', .columns = data[0] / 2U % 8, .limit = data[2] % 4 == 0 ? csv::quoted_limit : data[2]};
  std::size_t const chunk = 1 + data[1];
  std::string_view const text(reinterpret_cast<char const*>(data) + 3, size - 3);
  if (csv::read_in_chunks(text, shape, chunk) != csv::reference_records(text, shape)) std::abort();
  return 0;
}
