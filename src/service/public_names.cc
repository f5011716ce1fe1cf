#include "service/public_names.h"

#include "access/reader.h"
#include "query/row.h"
#include "query/view.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"

namespace bassin::service {

using base::Result;

namespace {

// One that was matched goes by its SIRET.
std::optional<std::uint32_t> row_of(Seeing const& seeing, query::View const& open, std::string const& business) {
  auto const id = query::parse_business_id(business);
  if (!id) return std::nullopt;
  if (id->local.empty() || !seeing.casework) return open.find(*id);
  auto const matched = seeing.casework->matched.find(id->local);
  return open.find(matched == seeing.casework->matched.end() ? *id : query::BusinessId::of(matched->second));
}

}  // namespace

Result<std::map<std::string, std::string>> public_names(CaseworkSource& source, access::Reader const& reader,
                                                        std::vector<std::string> const& businesses) {
  std::map<std::string, std::string> out;
  BASSIN_TRY(auto const seeing, source.of(reader));
  // Names that partners corrected or typed are theirs: what leaves the application bears the register's.
  BASSIN_TRY(auto const open, source.of(access::Reader{}));
  if (!open.view || businesses.empty()) return out;
  std::vector<std::string> found;
  std::vector<std::uint32_t> numbers;
  for (auto const& it : businesses) {
    auto const row = row_of(seeing, *open.view, it);
    if (!row) continue;
    found.push_back(it);
    numbers.push_back(*row);
  }
  BASSIN_TRY(auto const rows, query::read_rows(*open.view, numbers, registry::Audience::open));
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (rows[i].name.known()) out.emplace(found[i], rows[i].name.text);
  }
  return out;
}

}  // namespace bassin::service
