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

// Case and blanks aside: "1.1", "a 2" and "A2".
std::string key_of_code(std::string_view code) {
  std::string out;
  for (char const c : code) {
    if (c != ' ') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

}  // namespace

struct CountableCodes::Known {
  struct Party {
    std::string convention;
    std::optional<Date> joined, left;
  };
  struct Coded {
    std::string action, convention;
  };
  std::map<std::string, Convention> conventions;
  std::vector<Party> parties;  // the reader's organisations
  std::map<std::string, std::vector<Coded>> codes;

  [[nodiscard]] bool runs(std::string const& convention, Date day) const {
    auto const found = conventions.find(convention);
    if (found == conventions.end() || !runs_on(found->second, day)) return false;
    return std::any_of(parties.begin(), parties.end(), [&](Party const& it) {
      return it.convention == convention && (!it.joined || *it.joined <= day) && (!it.left || *it.left >= day);
    });
  }
};

Result<CountableCodes> CountableCodes::read(sql::Session& session, access::Reader const& reader) {
  static std::string const of_parties = fmt::format(
      "select {} from convention where id in (select convention from convention_party where :lineage like '%,' || organisation || ',%')",
      internal::columns);
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  sql::Named const lineage{"lineage", internal::list_of(rights.organisations)};
  auto known = std::make_shared<Known>();
  BASSIN_TRY(auto const conventions, session.rows(of_parties, {lineage}));
  for (auto const& row : conventions) known->conventions.emplace(row.text("id"), internal::convention_of(row));
  BASSIN_TRY(auto const parties, session.rows("select convention, joined_on, left_on from convention_party where :lineage like '%,' || "
                                              "organisation || ',%'",
                                              {lineage}));
  for (auto const& row : parties)
    known->parties.push_back(
        {row.text("convention"), internal::day_of(row.optional_text("joined_on")), internal::day_of(row.optional_text("left_on"))});
  BASSIN_TRY(auto const actions,
             session.rows("select id, code, convention from action where progress <> 'dropped' and convention in (select convention from "
                          "convention_party where :lineage like '%,' || organisation || ',%') order by convention, code",
                          {lineage}));
  for (auto const& row : actions) known->codes[key_of_code(row.text("code"))].push_back({row.text("id"), row.text("convention")});
  CountableCodes out;
  out.known_ = std::move(known);
  return out;
}

std::vector<std::string> CountableCodes::actions(std::string_view code, Date day) const {
  std::vector<std::string> out;
  auto const found = known_->codes.find(key_of_code(code));
  if (found == known_->codes.end()) return out;
  for (auto const& it : found->second)
    if (known_->runs(it.convention, day)) out.push_back(it.action);
  return out;
}

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
  BASSIN_TRY(
      auto const rows,
      session.rows("select a.id, a.code, a.title, a.convention, c.title as convention_title from action a join convention c on c.id = "
                   "a.convention where :ids like '%,' || a.id || ',%' and a.convention in (select convention from "
                   "convention_party where :lineage like '%,' || organisation || ',%')",
                   {{"ids", internal::list_of({ids.begin(), ids.end()})}, {"lineage", internal::list_of(rights.organisations)}}));
  for (auto const& row : rows)
    out.emplace(row.text("id"), ActionLabel{row.text("code"), row.text("title"), row.text("convention"), row.text("convention_title")});
  return out;
}

}  // namespace bassin::convention
