#include "service/casework_titles.h"

#include <map>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

#include "query/row.h"
#include "query/view.h"
#include "reference/geography.h"
#include "service/casework_overlay.h"
#include "service/casework_source.h"
#include "service/file_subject.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;

namespace {

// "" of what is about none.
std::string business_in(Json const& it) {
  auto const& business = it.at("business");
  return business.is_string() ? business.get<std::string>() : std::string();
}

// Rows of the view by the key under which casework keeps them.
std::map<std::string, std::uint32_t> rows_of(Json const& list, Seeing const& seeing) {
  std::map<std::string, std::uint32_t> out;
  for (auto const& it : list) {
    auto const key = business_in(it);
    auto id = query::parse_business_id(key);
    if (!id) continue;
    if (!id->local.empty() && seeing.casework) {
      auto const matched = seeing.casework->matched.find(id->local);
      if (matched != seeing.casework->matched.end()) id = query::BusinessId::of(matched->second);
    }
    auto const row = seeing.view->find(*id);
    if (row) out.emplace(key, *row);
  }
  return out;
}

struct Title {
  Json name, commune;
};

Result<void> put_audience(std::vector<std::string> const& keys, std::vector<std::uint32_t> const& rows, query::View const& view,
                          registry::Audience audience, std::map<std::string, Title>& out) {
  BASSIN_TRY(auto const read, query::read_rows(view, rows, audience));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    auto const code = read[i].commune.empty() ? read[i].commune_code : read[i].commune;
    out[keys[i]] = {to_json(read[i].name), {{"code", code}, {"label", read[i].commune_label}}};
  }
  return {};
}

Result<std::map<std::string, Title>> titles_of(access::Reader const& reader, std::map<std::string, std::uint32_t> const& rows,
                                               query::View const& view) {
  std::vector<std::string> keys;
  std::vector<std::uint32_t> numbers;
  for (auto const& [key, row] : rows) {
    keys.push_back(key);
    numbers.push_back(row);
  }
  std::map<std::string, Title> out;
  BASSIN_TRY(auto const open, query::read_rows(view, numbers, registry::Audience::open));
  std::map<registry::Audience, std::pair<std::vector<std::string>, std::vector<std::uint32_t>>> by_audience;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    auto& [some_keys, some_rows] = by_audience[audience_of(reader, {open[i].commune.empty() ? open[i].commune_code : open[i].commune})];
    some_keys.push_back(keys[i]);
    some_rows.push_back(numbers[i]);
  }
  for (auto const& [audience, some] : by_audience) BASSIN_DO(put_audience(some.first, some.second, view, audience, out));
  return out;
}

}  // namespace

namespace {

std::set<std::string> others_in(Json const& list) {
  std::set<std::string> out;
  for (auto const& it : list) {
    if (auto const key = file_key_in(business_in(it))) out.insert(*key);
  }
  return out;
}

void add(std::map<std::string, FileTitle> const& others, std::map<std::string, Title>& titles) {
  auto const& geography = reference::geography();
  for (auto const& [key, it] : others) {
    titles[key] = {name_json(it), {{"code", it.commune}, {"label", geography.commune_name(it.commune, geography.last_vintage())}}};
  }
}

Result<void> put(Call const& call, Casework const& casework, Json& list, std::map<std::string, FileTitle> const& others) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  std::map<std::string, Title> titles;
  if (seeing.view) {
    BASSIN_TRY(titles, titles_of(call.reader, rows_of(list, seeing), *seeing.view));
  }
  add(others, titles);
  for (auto& it : list) {
    auto const found = titles.find(business_in(it));
    it["name"] = found == titles.end() ? Json(nullptr) : found->second.name;
    it["commune"] = found == titles.end() ? Json(nullptr) : found->second.commune;
  }
  return {};
}

}  // namespace

Json name_json(FileTitle const& title) {
  if (title.masked) return {{"masked", true}};
  return title.name.empty() ? Json(nullptr) : Json{{"text", title.name}};
}

Result<void> put_titles(Call const& call, Casework const& casework, sql::Session& session, Json& list) {
  BASSIN_TRY(auto const others, file_titles(call, casework, session, others_in(list)));
  return put(call, casework, list, others);
}

Result<void> put_titles(Call const& call, Casework const& casework, Json& list) {
  if (others_in(list).empty()) return put(call, casework, list, {});
  return casework.store->read([&](sql::Session& session) { return put_titles(call, casework, session, list); });
}

}  // namespace bassin::service
