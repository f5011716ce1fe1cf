#include "reference/crop_groups.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"

namespace bassin::reference {

namespace {

int number_of(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  int out = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? out : 0;
}

CropGroup group_of(std::string_view line) {
  CropGroup out;
  out.id = internal::take(line, '\t');
  out.code = number_of(out.id);
  out.name.fr = internal::take(line, '\t');
  out.name.en = internal::take(line, '\t');
  out.perennial = line == "perennial";
  return out;
}

}  // namespace

std::span<CropGroup const> crop_groups() {
  static std::vector<CropGroup> const all = [] {
    std::vector<CropGroup> out;
    internal::for_each_line(internal::embedded(internal::EmbeddedFile::crop_groups),
                            [&](std::string_view line) { out.push_back(group_of(line)); });
    return out;
  }();
  return all;
}

CropGroup const* crop_group(int code) {
  auto const all = crop_groups();
  auto const found = std::find_if(all.begin(), all.end(), [code](CropGroup const& it) { return it.code == code; });
  return found == all.end() ? nullptr : &*found;
}
CropGroup const* crop_group(std::string_view code) { return crop_group(number_of(code)); }

}  // namespace bassin::reference
