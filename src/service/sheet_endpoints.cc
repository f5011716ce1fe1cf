#include "service/sheet_endpoints.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "matching/matching.h"
#include "query/row.h"
#include "query/view.h"
#include "service/call.h"
#include "service/casework_call.h"
#include "service/known_parameters.h"
#include "service/question.h"
#include "service/sheet_asked.h"
#include "service/sheet_audiences.h"
#include "sql/store.h"
#include "support/sheet_mappings.h"

namespace bassin::service {

namespace {

using access::Reader;
using base::Error;
using base::Result;

constexpr std::size_t sample_rows = 12;

Json to_json(SheetRow const& row) { return Json{{"row", row.number}, {"cells", row.cells}}; }

// As the organisation last said of the same header, else by the names.
Result<SheetColumns> columns_of(sql::Session& session, Reader const& reader, Sheet const& sheet) {
  auto const* const header = header_of(sheet, sheet.header);
  if (header == nullptr) return SheetColumns();
  BASSIN_TRY(auto const kept, support::sheet_mapping(session, reader, sum_of(*header)));
  return kept ? kept_columns(*kept, sheet.columns) : guess_columns(*header);
}

Json to_json(Sheet const& sheet, SheetColumns const& columns) {
  Json rows = Json::array();
  for (auto const& row : sheet.rows) {
    if (rows.size() < sample_rows) rows.push_back(to_json(row));
  }
  Json out{{"name", sheet.name}, {"hidden", sheet.hidden}, {"columns", sheet.columns}, {"rows", sheet.rows.size()}};
  out["header"] = sheet.header ? Json(*sheet.header) : Json(nullptr);
  out["guess"] = columns_json(columns);
  out["first"] = std::move(rows);
  return out;
}

Result<Json> post_sheet(Call const& call, Casework const& casework, SheetParts const& parts) {
  BASSIN_DO(known_only(call.request.query, {"file"}));
  BASSIN_TRY(auto const content, read_sheet_file(call, parts));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    Json out{{"format", content.format}, {"encoding", content.encoding}, {"separator", content.separator}, {"macros", content.macros}};
    out["sheets"] = Json::array();
    for (auto const& sheet : content.sheets) {
      BASSIN_TRY(auto const columns, columns_of(session, call.reader, sheet));
      out["sheets"].push_back(to_json(sheet, columns));
    }
    return out;
  });
}

std::optional<std::string> shown(registry::Value const& value) { return value.known() ? std::optional(value.text) : std::nullopt; }

Json text_or_null(registry::Value const& value) {
  auto const text = shown(value);
  return text ? Json(*text) : Json(nullptr);
}

std::string joined(std::initializer_list<std::string_view> texts) {
  std::string out;
  for (auto const text : texts) {
    if (!text.empty()) out.append(out.empty() ? "" : " ").append(text);
  }
  return out;
}

// What one row became, told of businesses as the reader may see each.
class Told {
 public:
  Told(std::shared_ptr<query::View const> view, matching::Audiences audiences, std::vector<std::string> const& home)
      : view_(std::move(view)), audiences_(audiences), home_(home) {}

  [[nodiscard]] Result<Json> match(SheetRow const& row, matching::Wanted const& wanted, matching::Match const& match) const {
    Json out{{"row", row.number},
             {"name", wanted.name},
             {"place", joined({wanted.address, wanted.postal_code, wanted.commune})},
             {"number", wanted.siret.empty() ? wanted.siren : wanted.siret},
             {"verdict", matching::id_of(match.verdict)},
             {"reason", matching::id_of(match.reason)}};
    out["oddities"] = Json::array();
    for (auto const oddity : match.oddities) out["oddities"].push_back(matching::id_of(oddity));
    out["candidates"] = Json::array();
    for (auto const& candidate : match.candidates) {
      bool const enough = match.verdict == matching::Verdict::certain && !out["candidates"].empty();
      if (enough) break;
      BASSIN_TRY(auto business, business_of(candidate));
      out["candidates"].push_back(std::move(business));
    }
    return out;
  }

 private:
  [[nodiscard]] Result<Json> business_of(matching::Candidate const& candidate) const {
    BASSIN_TRY(auto rows, query::read_rows(*view_, std::span(&candidate.row, 1), audiences_.elsewhere));
    if (std::binary_search(home_.begin(), home_.end(), rows.front().commune)) {
      BASSIN_TRY(rows, query::read_rows(*view_, std::span(&candidate.row, 1), audiences_.at_home));
    }
    auto const& row = rows.front();
    return Json{{"business", row.id.text()},
                {"name", text_or_null(row.name)},
                {"address", text_or_null(row.address)},
                {"postalCode", text_or_null(row.postal_code)},
                {"commune", row.commune_label},
                {"active", candidate.active},
                {"score", std::round(candidate.score * 100) / 100}};
  }

  std::shared_ptr<query::View const> view_;
  matching::Audiences audiences_;
  std::vector<std::string> const& home_;
};

// What the columns are is remembered for the organisation's next file with the same names of columns.
Result<void> keep(Call const& call, Casework const& casework, AskedRows const& asked) {
  if (asked.header.empty()) return {};
  auto const kept = change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::keep_sheet_mapping(session, act, asked.header, columns_json(asked.columns).dump()));
    return Json::object();
  });
  return kept.ok() ? Result<void>() : Result<void>(kept.error());
}

Result<Json> post_matches(Call const& call, Casework const& casework, SheetParts const& parts) {
  BASSIN_TRY(auto const asked, asked_rows(call, parts, {}));
  BASSIN_TRY(auto const view, view_of(call));
  auto const audiences = matching_audiences(call);
  auto const& home = home_of(call);
  BASSIN_TRY(auto const matcher, matching::Matcher::create(view, audiences, home));
  Told const told(view, audiences, home);
  std::map<std::string, std::size_t> counts{{"certain", 0}, {"doubtful", 0}, {"none", 0}};
  Json rows = Json::array();
  for (auto const& row : asked.rows) {
    auto const wanted = wanted_of(row, asked.columns);
    BASSIN_TRY(auto const match, matcher->match(wanted));
    ++counts[matching::id_of(match.verdict)];
    BASSIN_TRY(auto json, told.match(row, wanted, match));
    rows.push_back(std::move(json));
  }
  BASSIN_DO(keep(call, casework, asked));
  return Json{{"snapshot", view->snapshot().id()}, {"counts", counts}, {"columns", columns_json(asked.columns)}, {"rows", std::move(rows)}};
}

}  // namespace

void add_sheet_endpoints(Routes& routes, Casework const& casework, SheetParts const& parts) {
  using http::Lane;
  using http::Method;
  constexpr auto need = access::Need::see_businesses;
  routes.add({Method::post, "/api/v1/spreadsheets", need, Lane::bulk, parts.bytes_most},
             [&](Call const& call) { return post_sheet(call, casework, parts); });
  routes.add({Method::post, "/api/v1/spreadsheets/matches", need, Lane::bulk, parts.bytes_most},
             [&](Call const& call) { return post_matches(call, casework, parts); });
}

}  // namespace bassin::service
