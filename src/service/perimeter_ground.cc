#include "service/perimeter_ground.h"

#include <algorithm>

#include "query/count.h"
#include "query/view.h"
#include "reference/fields.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "registry/snapshot.h"
#include "service/register_source.h"

namespace bassin::service {

using base::Date;
using base::Result;

namespace {

std::vector<std::string> codes_on(convention::Text const& text, Date day) {
  std::vector<std::string> out;
  for (auto const& it : text.perimeter) {
    bool const counts = (!it.from_day || *it.from_day <= day) && (!it.until_day || day <= *it.until_day);
    if (counts) out.push_back(it.code);
  }
  return out;
}

Result<std::uint64_t> count_in(std::shared_ptr<query::View const> const& view, std::vector<std::string> const& communes, Date at,
                               std::string const& field) {
  query::Filter filter;
  reference::Territory territory;
  territory.kind = reference::TerritoryKind::list;
  territory.date = at;
  territory.communes = communes;
  filter.territories.push_back(std::move(territory));
  filter.field = reference::parse_field(field).value_or(reference::Field::economic_fabric);
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  BASSIN_TRY(auto const count, query::count(prepared, {}));
  return count.total;
}

}  // namespace

Result<PerimeterGround> perimeter_ground(Call const& call, convention::Text const& text, std::set<std::string> const& fields, Date last) {
  PerimeterGround out;
  auto const today = call.context.today();
  auto const codes = codes_on(text, std::min(last, today));
  out.communes = codes.size();
  out.ground.communes.insert(codes.begin(), codes.end());
  auto const view = call.context.registry == nullptr ? nullptr : call.context.registry->view();
  auto const at = view ? view->snapshot().manifest().data_date.value_or(today) : today;
  std::set<std::string> now;
  for (auto const& code : codes) {
    auto const resolved = reference::geography().resolve(code, at);
    now.insert(resolved ? std::string(resolved->code) : code);
  }
  out.ground.communes.insert(now.begin(), now.end());
  if (!view) return out;
  out.data_date = view->snapshot().manifest().data_date;
  for (auto const& field : fields) {
    if (now.empty()) continue;
    BASSIN_TRY(out.ground.establishments[field], count_in(view, {now.begin(), now.end()}, at, field));
  }
  return out;
}

}  // namespace bassin::service
