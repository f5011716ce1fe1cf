#include "service/import_rows_json.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "query/row.h"
#include "query/view.h"
#include "registry/values.h"
#include "service/call.h"
#include "service/question.h"
#include "service/sheet_audiences.h"

namespace bassin::service {

using base::Result;
using support::ImportRow;

namespace {

// Businesses of the view by their ids, as the reader of the call may see each: read together.
class BusinessesTold {
 public:
  [[nodiscard]] static Result<BusinessesTold> read(Call const& call, query::View const& view, std::set<std::string> const& ids);
  // {"business", "name", "address"…}; those that the view does not hold have the id alone.
  [[nodiscard]] Json of(std::string const& business) const;

 private:
  std::map<std::string, Json> businesses_;
};

Json text_or_null(registry::Value const& value) { return value.known() ? Json(value.text) : Json(nullptr); }
Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json business_json(query::Row const& row) {
  return {{"business", row.id.text()},
          {"name", text_or_null(row.name)},
          {"address", text_or_null(row.address)},
          {"postalCode", text_or_null(row.postal_code)},
          {"commune", row.commune_label},
          {"active", row.state == registry::State::active}};
}

Json cells_json(support::ImportCells const& it) {
  return {{"name", it.name},
          {"place", it.place},
          {"number", it.number},
          {"contact", it.contact},
          {"function", it.function},
          {"phone", it.phone},
          {"mobile", it.mobile},
          {"email", it.email},
          {"contactedOn", it.contacted_on},
          {"since", it.since},
          {"memberNumber", it.member_number},
          {"on", it.on},
          {"way", it.way},
          {"theme", it.theme},
          {"agent", it.agent},
          {"minutes", it.minutes},
          {"met", it.met},
          {"notes", it.notes},
          {"action", it.action},
          {"tags", it.tags},
          {"portfolio", it.portfolio}};
}

Json row_json(ImportRow const& row, BusinessesTold const& told) {
  Json candidates = Json::array();
  for (auto const& one : row.candidates) {
    auto business = told.of(one.business);
    business["score"] = std::round(one.score * 100) / 100;
    candidates.push_back(std::move(business));
  }
  Json remarks = Json::array();
  for (auto const& one : row.remarks) remarks.push_back({{"code", one.code}, {"value", one.value}});
  return {{"row", row.number},
          {"state", support::id_of(row.state)},
          {"cells", cells_json(row.cells)},
          {"verdict", row.verdict},
          {"reason", row.reason},
          {"oddities", row.oddities},
          {"candidates", std::move(candidates)},
          {"business", row.business.empty() ? Json(nullptr) : told.of(row.business)},
          {"added", row.added},
          {"chosen", row.chosen},
          {"expected", or_null(row.expected)},
          {"deeds", row.deeds},
          {"remarks", std::move(remarks)},
          {"version", row.version}};
}

Result<BusinessesTold> BusinessesTold::read(Call const& call, query::View const& view, std::set<std::string> const& ids) {
  BusinessesTold out;
  auto const audiences = matching_audiences(call);
  auto const& home = home_of(call);
  std::vector<std::uint32_t> all;
  for (auto const& text : ids) {
    auto const id = query::parse_business_id(text);
    auto const row = id ? view.find(*id) : std::nullopt;
    if (row) all.push_back(*row);
  }
  BASSIN_TRY(auto const rows, query::read_rows(view, all, audiences.elsewhere));
  std::vector<std::uint32_t> near;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool const here = std::binary_search(home.begin(), home.end(), rows[i].commune);
    if (here) near.push_back(all[i]);
    if (!here) out.businesses_[rows[i].id.text()] = business_json(rows[i]);
  }
  BASSIN_TRY(auto const ours, query::read_rows(view, near, audiences.at_home));
  for (auto const& row : ours) out.businesses_[row.id.text()] = business_json(row);
  return out;
}

Json BusinessesTold::of(std::string const& business) const {
  auto const found = businesses_.find(business);
  if (found != businesses_.end()) return found->second;
  return {{"business", business}, {"name", nullptr}, {"address", nullptr}, {"postalCode", nullptr}, {"commune", ""}, {"active", false}};
}

}  // namespace

Result<Json> import_rows_json(Call const& call, std::vector<ImportRow> const& rows) {
  BASSIN_TRY(auto const view, view_of(call));
  std::set<std::string> ids;
  for (auto const& row : rows) {
    if (!row.business.empty()) ids.insert(row.business);
    for (auto const& one : row.candidates) ids.insert(one.business);
  }
  BASSIN_TRY(auto const told, BusinessesTold::read(call, *view, ids));
  Json out = Json::array();
  for (auto const& row : rows) out.push_back(row_json(row, told));
  return out;
}

}  // namespace bassin::service
