#include "query/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/internal/attributes.h"
#include "query/internal/file_parts.h"
#include "query/internal/guard.h"

namespace bassin::query {

std::string_view id_of(DataSource source) {
  static constexpr std::array<std::string_view, 6> ids = {"establishments", "units", "history", "positions", "overlay", "reference"};
  return ids[static_cast<std::size_t>(source)];
}

base::Result<EstablishmentFile> describe(View const& view, BusinessId const& id, registry::Audience audience) {
  return internal::guarded([&]() -> base::Result<EstablishmentFile> {
    auto const row = view.find(id);
    if (!row) return base::Error("query.unknown_business", {{"id", id.text()}});
    return internal::FileOf(view, *row, audience).read();
  });
}

}  // namespace bassin::query
