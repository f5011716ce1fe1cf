#include "ingest/internal/orders.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "column/image_writer.h"
#include "ingest/internal/code_list.h"
#include "registry/schema.h"

namespace bassin::ingest::internal {

namespace {

namespace schema = registry::schema;

struct Departements {
  std::vector<std::string> codes;
  std::vector<std::uint32_t> first;  // and the number of rows
};

// As registry::Orders states it: the first 2 characters of the commune, 3 for 97.
std::string_view departement_of(std::string_view commune) { return commune.substr(0, commune.starts_with("97") ? 3 : 2); }

Departements departements_of(registry::Establishments const& establishments) {
  Departements found;
  for (std::uint32_t c = 0; c < establishments.commune_code.size(); ++c) {
    auto const code = departement_of(establishments.commune_codes[establishments.commune_code[c]]);
    if (!found.codes.empty() && found.codes.back() == code) continue;
    found.codes.emplace_back(code);
    found.first.push_back(establishments.commune_first[c]);
  }
  found.first.push_back(establishments.rows());
  return found;
}

// Rows by name rank, sorted apart into the ranges of départements.
base::Result<std::vector<std::uint32_t>> by_name(registry::Establishments const& establishments, Departements const& departements,
                                                 Step const& step) {
  auto const ranks = establishments.name_rank.all();
  std::vector<std::uint32_t> row_of_rank(ranks.size());
  for (std::uint32_t row = 0; row < ranks.size(); ++row) row_of_rank[ranks[row]] = row;
  std::vector<std::uint32_t> sorted(ranks.size());
  auto next = departements.first;
  for (std::size_t rank = 0; rank < row_of_rank.size(); ++rank) {
    if (rank % step_rows == 0 && !step(rank)) return base::Error("ingest.stopped");
    auto const row = row_of_rank[rank];
    auto const departement = std::ranges::upper_bound(departements.first, row) - departements.first.begin() - 1;
    sorted[next[static_cast<std::size_t>(departement)]++] = row;
  }
  return sorted;
}

// Latest first, unknown (code 0) last: a counting sort that keeps the order of names.
void sort_by_created(std::span<std::uint32_t> rows, std::span<std::uint16_t const> created) {
  std::vector<std::uint32_t> first(65537);
  for (auto const row : rows) ++first[65536U - created[row]];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> const names(rows.begin(), rows.end());
  for (auto const row : names) rows[first[65535U - created[row]]++] = row;
}

}  // namespace

base::Result<void> write_orders(base::FileSystem& files, std::string const& snapshot_folder, registry::Establishments const& establishments,
                                Step const& step) {
  auto const departements = departements_of(establishments);
  BASSIN_TRY(auto rows, by_name(establishments, departements, step));
  column::ImageWriter image(files, snapshot_folder + "/" + std::string(schema::orders.file), std::string(schema::orders.kind),
                            schema::orders.version);
  write_code_list(image, "department_codes", departements.codes);
  image.write<std::uint32_t>("department_first", departements.first);
  image.write<std::uint32_t>("by_name", rows);
  auto const created = establishments.created.all();
  for (std::size_t d = 0; d < departements.codes.size(); ++d) {
    if (!step(establishments.rows() + departements.first[d])) return base::Error("ingest.stopped");
    sort_by_created(std::span(rows).subspan(departements.first[d], departements.first[d + 1] - departements.first[d]), created);
  }
  image.write<std::uint32_t>("by_created", rows);
  BASSIN_DO(image.finish());
  return {};
}

}  // namespace bassin::ingest::internal
