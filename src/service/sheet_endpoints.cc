#include "service/sheet_endpoints.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

#include "matching/matching.h"
#include "query/row.h"
#include "query/view.h"
#include "service/call.h"
#include "service/casework_call.h"
#include "service/question.h"
#include "service/sheet_columns.h"
#include "sql/store.h"
#include "support/sheet_mappings.h"

namespace bassin::service {

namespace {

using access::Reader;
using base::Error;
using base::Result;

constexpr std::size_t sample_rows = 12;
constexpr std::size_t matched_most = 20'000;

std::string text_of(http::Pairs const& parameters, std::string_view name) {
  for (auto const& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

Result<void> known_only(http::Pairs const& parameters, std::vector<std::string_view> const& known) {
  for (auto const& [name, value] : parameters) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string allowed;
    for (auto const one : known) allowed.append(allowed.empty() ? "" : ", ").append(one);
    return Error("query.unknown_parameter", {{"name", name.substr(0, 100)}, {"allowed", allowed}});
  }
  return {};
}

Result<SheetContent> read_file(Call const& call, SheetParts const& parts) {
  if (call.reader.standing != Reader::Standing::member) return Error("access.sign_in");
  auto const file = text_of(call.request.query, "file");
  if (file.empty())
    return Error("query.bad_value", {{"name", "file"}, {"value", ""}, {"allowed", "adherents.xlsx, contacts.ods, liste.csv…"}});
  return parts.read({file.substr(0, 200), call.request.body});
}

Json to_json(SheetRow const& row) { return Json{{"row", row.number}, {"cells", row.cells}}; }

std::vector<std::string> const* header_of(Sheet const& sheet, std::optional<std::size_t> number) {
  auto const found = std::find_if(sheet.rows.begin(), sheet.rows.end(), [&](SheetRow const& row) { return row.number == number; });
  return found == sheet.rows.end() ? nullptr : &found->cells;
}

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
  BASSIN_TRY(auto const content, read_file(call, parts));
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

// Numbers of the address: which sheet, from 1, and below which row its rows begin.
Result<std::size_t> number_of(http::Pairs const& parameters, std::string_view name, std::size_t fallback, std::size_t least,
                              std::size_t most) {
  auto const text = text_of(parameters, name);
  if (text.empty()) return fallback;
  std::size_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem == std::errc() && end == text.data() + text.size() && number >= least && number <= most) return number;
  auto const allowed = std::to_string(least) + "–" + std::to_string(most);
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", text.substr(0, 100)}, {"allowed", allowed}});
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

struct Asked {
  std::vector<SheetRow> rows;
  SheetColumns columns;
  std::string header;  // a sum of the names of its columns; empty where there are none
};

Result<Asked> asked_of(Call const& call, SheetParts const& parts) {
  auto const& parameters = call.request.query;
  std::vector<std::string_view> known{"file", "sheet", "header"};
  known.insert(known.end(), sheet_field_ids.begin(), sheet_field_ids.end());
  BASSIN_DO(known_only(parameters, known));
  BASSIN_TRY(auto content, read_file(call, parts));
  BASSIN_TRY(auto const place, number_of(parameters, "sheet", 1, 1, content.sheets.size()));
  auto& sheet = content.sheets[place - 1];
  BASSIN_TRY(auto const header, number_of(parameters, "header", sheet.header.value_or(0), 0, 1'048'576));
  Asked asked;
  BASSIN_TRY(asked.columns, stated_columns(parameters, sheet.columns));
  if (auto const* const names = header_of(sheet, header)) asked.header = sum_of(*names);
  std::copy_if(std::make_move_iterator(sheet.rows.begin()), std::make_move_iterator(sheet.rows.end()), std::back_inserter(asked.rows),
               [&](SheetRow const& row) { return row.number > header; });
  if (asked.rows.size() > matched_most)
    return Error("sheet.too_many_rows", {{"found", std::to_string(asked.rows.size())}, {"limit", std::to_string(matched_most)}});
  return asked;
}

// What the columns are is remembered for the organisation's next file with the same names of columns.
Result<void> keep(Call const& call, Casework const& casework, Asked const& asked) {
  if (asked.header.empty()) return {};
  auto const kept = change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(support::keep_sheet_mapping(session, act, asked.header, columns_json(asked.columns).dump()));
    return Json::object();
  });
  return kept.ok() ? Result<void>() : Result<void>(kept.error());
}

Result<Json> post_matches(Call const& call, Casework const& casework, SheetParts const& parts) {
  BASSIN_TRY(auto const asked, asked_of(call, parts));
  BASSIN_TRY(auto const view, view_of(call));
  static std::vector<std::string> const nowhere;
  auto const& home = call.reader.communes ? *call.reader.communes : nowhere;
  // Of a place outside the territory the reader sees what anybody does.
  matching::Audiences const audiences{audience_of(call.reader, home), audience_of(call.reader, {"outside"})};
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
