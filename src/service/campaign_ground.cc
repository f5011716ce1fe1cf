#include "service/campaign_ground.h"

#include <nlohmann/json.hpp>

#include "query/view.h"
#include "reference/nomenclature.h"
#include "service/business_names.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"
#include "service/saved_question.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string commune_of(query::Row const& row) { return row.commune.empty() ? row.commune_code : row.commune; }

// Rows of the view by the key under which casework keeps them.
std::map<std::string, std::uint32_t> numbers_of(Seeing const& seeing, std::vector<std::string> const& businesses) {
  std::map<std::string, std::uint32_t> out;
  for (auto const& key : businesses) {
    if (auto const row = row_of(seeing, key)) out.emplace(key, *row);
  }
  return out;
}

}  // namespace

std::optional<std::uint32_t> row_of(Seeing const& seeing, std::string const& key) {
  auto id = query::parse_business_id(key);
  if (!id) return std::nullopt;
  if (!id->local.empty() && seeing.casework) {
    auto const matched = seeing.casework->matched.find(id->local);
    if (matched != seeing.casework->matched.end()) id = query::BusinessId::of(matched->second);
  }
  return seeing.view->find(*id);
}

Result<std::map<std::string, query::Row>> rows_by_business(Call const& call, Casework const& casework,
                                                           std::vector<std::string> const& businesses) {
  std::map<std::string, query::Row> out;
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return Error("service.not_ready");
  auto const numbers = numbers_of(seeing, businesses);
  std::vector<std::uint32_t> all;
  for (auto const& [key, row] : numbers) all.push_back(row);
  BASSIN_TRY(auto const open, query::read_rows(*seeing.view, all, registry::Audience::open));
  std::map<registry::Audience, std::pair<std::vector<std::string>, std::vector<std::uint32_t>>> by_audience;
  std::size_t at = 0;
  for (auto const& [key, row] : numbers) {
    auto& [keys, rows] = by_audience[audience_of(call.reader, {commune_of(open[at++])})];
    keys.push_back(key);
    rows.push_back(row);
  }
  for (auto const& [audience, some] : by_audience) {
    BASSIN_TRY(auto read, query::read_rows(*seeing.view, some.second, audience));
    for (std::size_t i = 0; i < read.size(); ++i) out.emplace(some.first[i], std::move(read[i]));
  }
  return out;
}

Result<std::map<std::string, std::string>> names_by_business(Call const& call, Casework const& casework,
                                                             std::vector<std::string> const& businesses) {
  std::map<std::string, std::string> out;
  if (businesses.empty()) return out;
  auto const rows = rows_by_business(call, casework, businesses);
  if (!rows.ok() && rows.error().code == "service.not_ready") return out;
  if (!rows.ok()) return rows.error();
  for (auto const& [business, row] : *rows)
    if (row.name.known()) out.emplace(business, row.name.text);
  return out;
}

Result<support::Unfit> unfit_of(Call const& call, Casework const& casework, support::Means means,
                                std::vector<std::string> const& businesses) {
  BASSIN_TRY(auto const rows, rows_by_business(call, casework, businesses));
  support::Unfit out;
  for (auto const& business : businesses) {
    auto const found = rows.find(business);
    bool const gone = found == rows.end() || found->second.state == registry::State::closed;
    if (gone) {
      out[business] = support::Aside::gone;
    } else if (means == support::Means::post && !found->second.address.known() && !found->second.postal_code.known()) {
      out[business] = support::Aside::no_address;
    }
  }
  return out;
}

std::string section_of(query::Row const& row) {
  auto const* const list = reference::nomenclature(row.activity.nomenclature);
  return list == nullptr ? std::string() : std::string(list->ancestor(row.activity.code, reference::ActivityLevel::section));
}

Result<std::vector<support::Subject>> subjects_of_question(Call const& call, std::string const& query) {
  BASSIN_TRY(auto const question, saved_question(call, query));
  BASSIN_TRY(auto const numbers, rows_of(question));
  if (numbers.size() > support::campaign_targets_most) {
    return Error("campaign.too_many",
                 {{"found", std::to_string(numbers.size())}, {"allowed", std::to_string(support::campaign_targets_most)}});
  }
  BASSIN_TRY(auto const rows, query::read_rows(*question.view(), numbers, registry::Audience::open));
  std::vector<support::Subject> out;
  for (auto const& row : rows) out.push_back({row.id.text(), commune_of(row)});
  return out;
}

}  // namespace bassin::service
