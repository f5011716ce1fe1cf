#include "reference/farm_regimes.h"

#include <algorithm>
#include <vector>

#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"

namespace bassin::reference {

namespace {

FarmRegime regime_of(std::string_view line) {
  FarmRegime out;
  out.heading = internal::take(line, '\t');
  out.from = base::parse_date(internal::take(line, '\t'));
  out.until = base::parse_date(internal::take(line, '\t'));
  out.id = internal::take(line, '\t');
  out.name.fr = internal::take(line, '\t');
  out.name.en = internal::take(line, '\t');
  out.source.fr = internal::take(line, '\t');
  out.source.en = line;
  return out;
}

}  // namespace

std::span<FarmRegime const> farm_regimes() {
  static std::vector<FarmRegime> const all = [] {
    std::vector<FarmRegime> out;
    internal::for_each_line(internal::embedded(internal::EmbeddedFile::farm_regimes),
                            [&](std::string_view line) { out.push_back(regime_of(line)); });
    return out;
  }();
  return all;
}

FarmRegime const* farm_regime(std::string_view heading, base::Date day) {
  auto const all = farm_regimes();
  auto const found = std::find_if(all.begin(), all.end(), [&](FarmRegime const& it) {
    return it.heading == heading && (!it.from || it.from->days <= day.days) && (!it.until || day.days <= it.until->days);
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace bassin::reference
