#include "service/import_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "access/visibility.h"
#include "retention/settings.h"
#include "service/call.h"

namespace bassin::service {

using base::Result;

namespace {

Json or_null(std::string const& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

Json to_json(support::SheetImport const& it, CaseworkNames const& names, Call const& call) {
  Json rows = Json::object();
  for (std::size_t i = 0; i < support::import_row_state_count; ++i)
    rows[std::string(support::id_of(static_cast<support::ImportRowState>(i)))] = 0;
  for (auto const& [state, count] : it.rows) rows[std::string(support::id_of(state))] = count;
  Json expected{{"new", 0}, {"more", 0}, {"already", 0}};
  for (auto const& [what, count] : it.expected) expected[what] = count;
  Json purposes = Json::array();
  for (auto const one : it.purposes) purposes.push_back(support::id_of(one));
  return {{"id", it.id},
          {"kind", support::id_of(it.kind)},
          {"chamber", or_null(it.chamber)},
          {"file", it.file},
          {"origin", support::id_of(it.origin)},
          {"purposes", std::move(purposes)},
          {"private", it.kept_in},
          {"asOf", it.as_of},
          {"state", it.state},
          {"createdAt", it.created_at},
          {"createdBy", names.agent(it.created_by)},
          {"workedAt", or_null(it.ended_at)},
          {"workedBy", names.agent(it.ended_by)},
          {"cellsUntil", it.cells_until},
          {"mayCarryOut", access::may_change(call.reader, it.organisation, it.created_by)},
          {"rows", std::move(rows)},
          {"expected", std::move(expected)}};
}

Json to_json(support::Membership const& it, CaseworkNames const& names) {
  return {{"id", it.id},
          {"organisation", names.organisation(it.organisation)},
          {"chamber", it.chamber},
          {"since", or_null(it.since)},
          {"number", or_null(it.number)},
          {"asOf", it.as_of},
          {"file", it.file},
          {"at", it.created_at}};
}

Result<support::ImportKept> import_kept(sql::Session& session, Call const& call) {
  BASSIN_TRY(auto const all, retention::settings(session));
  auto const found = std::find_if(all.begin(), all.end(), [](auto const& it) { return it.kind == "exchange"; });
  if (found == all.end()) return support::ImportKept{};
  return support::ImportKept{base::to_iso(retention::began_before(call.context.today(), found->months))};
}

base::Result<Json> import_told(sql::Session& session, Call const& call, support::SheetImport const& import) {
  Referred referred;
  referred.agents = {import.created_by, import.ended_by};
  BASSIN_TRY(auto const names, CaseworkNames::read(session, call.reader, referred));
  return to_json(import, names, call);
}

}  // namespace bassin::service
