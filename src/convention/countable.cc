#include "convention/countable.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using base::Date;
using base::Result;

bool runs_on(Convention const& it, Date day) {
  bool const signed_once = it.status == Status::signed_by_all || it.status == Status::denounced;
  auto const term = it.term();
  return signed_once && it.kind != Kind::amendment && term && phase_on(*term, day) == Phase::running;
}

// What the reader's organisations have a part in: conventions by id, with their titles.
Result<std::map<std::string, std::string>> running(sql::Session& session, std::string const& lineage, Date day) {
  static std::string const statement = fmt::format(
      "select {} from convention where id in (select convention from convention_party where :lineage like '%,' || organisation || ',%' and "
      "(joined_on is null or joined_on <= :day) and (left_on is null or left_on >= :day))",
      internal::columns);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"lineage", lineage}, {"day", to_iso(day)}}));
  std::map<std::string, std::string> out;
  for (auto const& row : rows) {
    auto const it = internal::convention_of(row);
    if (runs_on(it, day)) out.emplace(it.id, it.title);
  }
  return out;
}

}  // namespace

Result<std::vector<Countable>> countable_on(sql::Session& session, access::Reader const& reader, Date day) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  auto const lineage = internal::list_of(rights.organisations);
  BASSIN_TRY(auto const conventions, running(session, lineage, day));
  std::vector<Countable> out;
  if (conventions.empty()) return out;
  std::vector<std::string> ids;
  for (auto const& [id, title] : conventions) ids.push_back(id);
  BASSIN_TRY(auto const rows,
             session.rows("select a.id, a.code, a.title, a.convention, x.title as axis, (select count(*) from action_member m where "
                          "m.action = a.id and :lineage like '%,' || m.organisation || ',%') as members from action a join "
                          "convention_axis x on x.id = a.axis where a.progress <> 'dropped' and :conventions like '%,' || a.convention || "
                          "',%' order by a.convention desc, x.place, a.code",
                          {{"lineage", lineage}, {"conventions", internal::list_of(ids)}}));
  for (auto const& row : rows) {
    auto const convention = row.text("convention");
    out.push_back({row.text("id"), row.text("code"), row.text("title"), row.text("axis"), convention, conventions.at(convention),
                   row.integer("members") > 0});
  }
  std::stable_partition(out.begin(), out.end(), [](Countable const& it) { return it.takes_part; });
  return out;
}

Result<void> check_countable(sql::Session& session, access::Reader const& reader, std::string const& action, Date day) {
  BASSIN_TRY(auto const all, countable_on(session, reader, day));
  bool const known = std::any_of(all.begin(), all.end(), [&](Countable const& it) { return it.action == action; });
  if (!known) return base::Error("convention.not_countable", {{"action", action}});
  return {};
}

Result<std::map<std::string, ActionLabel>> action_labels(sql::Session& session, access::Reader const& reader,
                                                         std::set<std::string> const& ids) {
  std::map<std::string, ActionLabel> out;
  if (ids.empty()) return out;
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const rows,
             session.rows("select id, code, title, convention from action where :ids like '%,' || id || ',%' and convention in (select "
                          "convention from convention_party where :lineage like '%,' || organisation || ',%')",
                          {{"ids", internal::list_of({ids.begin(), ids.end()})}, {"lineage", internal::list_of(rights.organisations)}}));
  for (auto const& row : rows) out.emplace(row.text("id"), ActionLabel{row.text("code"), row.text("title"), row.text("convention")});
  return out;
}

}  // namespace bassin::convention
