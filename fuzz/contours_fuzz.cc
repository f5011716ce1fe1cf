// Any bytes as an image of contours, opened and asked for every commune that it says it holds; and any bytes as a file of communes. The
// first byte says which, and which checksums are made right first, so that mutations reach what stands behind them.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "contours/contours.h"
#include "contours/load.h"
#include "geo/geojson.h"
#include "geo/geojson_text.h"
#include "query/testing/image_bytes_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "reference/geography.h"

namespace {

using namespace bassin;
using namespace bassin::query::testing;

constexpr unsigned as_file = 1, right_header = 2, right_chunks = 4;

void require(bool holds) {
  if (!holds) std::abort();
}

// What a map would be sent, whatever the image holds.
void ask(contours::Contours const& held, std::size_t most) {
  std::vector<std::string> const communes = {"77142", "77171", "77284", "01001", "2A004", "75056"};
  auto const found = held.find(communes, reference::geography().last_vintage(), most);
  if (!found.ok()) return require(found.error().code.starts_with("image."));
  for (auto const& [code, area] : found->outlines) {
    require(code.size() == contours::code_bytes);
    std::string text;
    geo::append_geojson(text, area, 5);
    for (auto const& polygon : area.polygons) {
      for (auto const& ring : polygon.rings) require(ring.size() >= 4 && ring.front() == ring.back());
    }
  }
}

void read_image(std::string bytes, unsigned how) {
  if (bytes.size() >= image_directory) {
    if ((how & right_chunks) != 0) repair_chunks(bytes);
    if ((how & right_header) != 0) repair_header(bytes);
  }
  MemoryFiles files;
  require(files.create("image").ok());
  bytes.shrink_to_fit();
  files.bytes("image") = std::move(bytes);
  auto const held = contours::Contours::open(files, "image");
  if (!held.ok()) return;
  for (std::size_t const most : {0U, 100U, 100'000U}) ask(**held, most);
  auto const verified = (*held)->verify();
  require(verified.ok() || verified.error().code.starts_with("image."));
}

// A file that can be loaded gives an image that can be read.
void read_file(std::string bytes) {
  MemoryFiles files;
  require(files.create("communes.geojson").ok());
  files.bytes("communes.geojson") = std::move(bytes);
  contours::LoadLimits const limits{.text_bytes = 1U << 20U, .communes = 1'000, .vertices = 100'000};
  auto const loaded = contours::load({"communes.geojson", "data", "fuzz", "", false}, files, limits);
  if (!loaded.ok()) return;
  auto const held = contours::Contours::open(files, contours::image_path("data"));
  require(held.ok() && (*held)->size() == loaded->communes && (*held)->verify().ok());
  for (std::size_t const most : {0U, 10U, 100'000U}) ask(**held, most);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  if ((data[0] & as_file) != 0) {
    read_file(std::move(bytes));
  } else {
    read_image(std::move(bytes), data[0]);
  }
  return 0;
}
