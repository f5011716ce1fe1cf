#include "query/unit_rows.h"

#include <algorithm>
#include <tuple>

#include "query/internal/guard.h"
#include "query/internal/unit_rows.h"

namespace bassin::query {

namespace {

constexpr std::size_t unit_rows_most = 100;

}  // namespace

namespace internal {

UnitRows unit_rows(registry::Snapshot const& snapshot, std::uint32_t unit, std::optional<std::uint32_t> except) {
  auto const& e = snapshot.establishments();
  auto const& u = snapshot.units();
  UnitRows out;
  for (auto i = u.establishment_first[unit]; i < u.establishment_first[unit + 1]; ++i) {
    if (u.establishment_row[i] != except) out.rows.push_back(u.establishment_row[i]);
  }
  out.total = out.rows.size();
  auto const place = [&](std::uint32_t row) {
    bool const head = e.head_office[row] == static_cast<std::uint8_t>(registry::Tri::yes);
    bool const active = e.state[row] == static_cast<std::uint8_t>(registry::State::active);
    return std::tuple(!head, !active, e.nic[row]);
  };
  auto const kept = std::min(out.rows.size(), unit_rows_most);
  std::partial_sort(out.rows.begin(), out.rows.begin() + static_cast<std::ptrdiff_t>(kept), out.rows.end(),
                    [&](auto a, auto b) { return place(a) < place(b); });
  out.rows.resize(kept);
  return out;
}

}  // namespace internal

base::Result<UnitRows> rows_of_unit(View const& view, std::uint32_t siren) {
  return internal::guarded([&]() -> base::Result<UnitRows> {
    auto const unit = view.snapshot().find_siren(siren);
    if (!unit) return UnitRows{};
    return internal::unit_rows(view.snapshot(), *unit, std::nullopt);
  });
}

}  // namespace bassin::query
