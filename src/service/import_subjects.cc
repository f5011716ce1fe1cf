#include "service/import_subjects.h"

#include "query/row.h"

namespace bassin::service {

using base::Result;

Result<Subjects> read_subjects(query::View const& view, std::vector<std::uint32_t> const& rows) {
  Subjects out;
  BASSIN_TRY(auto const read, query::read_rows(view, rows, registry::Audience::open));
  for (std::size_t i = 0; i < rows.size(); ++i)
    out[rows[i]] = {read[i].id.text(), read[i].commune.empty() ? read[i].commune_code : read[i].commune};
  return out;
}

}  // namespace bassin::service
