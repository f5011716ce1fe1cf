#include "query/internal/renamed.h"

#include <algorithm>
#include <limits>

#include "base/fold.h"
#include "registry/reader.h"

namespace bassin::query::internal {

namespace {

// Equal names stand by SIRET: the order of rows must not show.
struct Named {
  std::string folded;
  std::uint64_t siret = 0;  // of a local business: above all
  std::uint32_t row = 0;
  friend auto operator<=>(Named const&, Named const&) = default;
};

constexpr std::uint64_t no_siret = std::numeric_limits<std::uint64_t>::max();

std::vector<Named> own_names(registry::Snapshot const& snapshot, Tables const& tables) {
  std::vector<Named> out;
  for (auto const& [row, entry] : tables.entries) {
    if (entry->name && row < snapshot.rows()) out.push_back({base::fold(*entry->name), snapshot.siret(row), row});
  }
  return out;
}

// The least rank, over the départements, of a row whose name comes after `folded`.
class Ranks {
 public:
  explicit Ranks(registry::Snapshot const& snapshot)
      : snapshot_(snapshot), orders_(snapshot.orders()), reader_(snapshot, registry::Audience::agent) {}

  [[nodiscard]] std::uint32_t first_after(std::string const& folded) const {
    auto rank = snapshot_.rows();
    for (std::size_t d = 0; d + 1 < orders_.department_first.size(); ++d) rank = std::min(rank, in_departement(d, folded, rank));
    return rank;
  }

 private:
  // Looks only among names before `bound`: the answer of another département.
  [[nodiscard]] std::uint32_t in_departement(std::size_t d, std::string const& folded, std::uint32_t bound) const {
    auto const& ranks = snapshot_.establishments().name_rank;
    auto low = orders_.department_first[d];
    auto high = orders_.department_first[d + 1];
    auto const end = high;
    while (low < high) {
      auto const middle = low + (high - low) / 2;
      auto const row = orders_.by_name[middle];
      bool const before = ranks[row] < bound && is_not_after(row, folded);
      (before ? low : high) = before ? middle + 1 : middle;
    }
    return low == end ? bound : std::min(bound, ranks[orders_.by_name[low]]);
  }
  [[nodiscard]] bool is_not_after(std::uint32_t row, std::string const& folded) const {
    auto const name = reader_.display_name(row);
    return name.known() && base::fold(name.text) <= folded;
  }

  registry::Snapshot const& snapshot_;
  registry::Orders const& orders_;
  registry::Reader reader_;
};

}  // namespace

std::vector<RenamedRow> place_renamed(registry::Snapshot const& snapshot, Tables const& tables) {
  auto names = own_names(snapshot, tables);
  auto const& locals = tables.segments[1];
  for (std::uint32_t i = 0; i < locals.rows; ++i) {
    auto const row = locals.first_row + i;
    names.push_back({base::fold(tables.local_name(row)), no_siret, row});
  }
  std::sort(names.begin(), names.end());
  std::vector<RenamedRow> out;
  Ranks const ranks(snapshot);
  for (auto const& [folded, siret, row] : names) {
    auto const order = std::min<std::size_t>(out.size(), std::numeric_limits<std::uint16_t>::max() - 1);
    out.push_back({row, ranks.first_after(folded), static_cast<std::uint16_t>(order)});
  }
  std::sort(out.begin(), out.end(), [](RenamedRow const& a, RenamedRow const& b) { return a.row < b.row; });
  return out;
}

}  // namespace bassin::query::internal
