#include "convention/action.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/action_records.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"
#include "partners/agent.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Lines;
using base::Result;
using internal::bad_value;

constexpr std::array<std::string_view, progress_count> progress_ids = {"to_start", "running", "suspended", "done", "dropped"};
constexpr std::array<std::string_view, part_count> part_ids = {"lead", "co_lead", "partner"};
constexpr std::array<std::string_view, nature_count> nature_ids = {"subsidy", "valuation", "invoicing"};
constexpr std::size_t code_most = 20;
constexpr std::int64_t half_days_most = 100'000;
constexpr std::int64_t cents_most = 100'000'000'000;  // a thousand million euros

Result<void> check_number(std::string field, std::int64_t number, std::int64_t most) {
  if (number < 0 || number > most) return bad_value(std::move(field), "0-" + std::to_string(most));
  return {};
}

Result<void> check_count(std::string field, std::size_t count) {
  if (count > lines_most) return bad_value(std::move(field), "≤ " + std::to_string(lines_most));
  return {};
}

Result<void> clean_texts(Sheet& it) {
  BASSIN_TRY(it.code, base::clean("code", it.code, code_most));
  BASSIN_TRY(it.title, base::clean("title", it.title, base::line_most));
  std::pair<std::string_view, std::string*> const texts[] = {{"context", &it.context},           {"objectives", &it.objectives},
                                                             {"audience", &it.audience},         {"description", &it.description},
                                                             {"deliverables", &it.deliverables}, {"risks", &it.risks}};
  for (auto const& [name, text] : texts) {
    BASSIN_TRY(*text, base::clean_or_empty(name, *text, base::description_most, Lines::several));
  }
  if (it.starts_on && it.ends_on && *it.ends_on < *it.starts_on) return bad_value("ends_on", "≥ " + to_iso(*it.starts_on));
  return {};
}

Result<void> check_members(Sheet const& it, std::vector<Party> const& parties) {
  BASSIN_DO(check_count("members", it.members.size()));
  std::set<std::string> seen;
  for (auto const& member : it.members) {
    bool const party = std::any_of(parties.begin(), parties.end(), [&](Party const& p) { return p.organisation == member.organisation; });
    if (!party) return Error("convention.unknown_party", {{"organisation", member.organisation}});
    if (!seen.insert(member.organisation).second) return Error("convention.twice", {{"what", member.organisation}});
    BASSIN_DO(check_number("planned_half_days", member.planned_half_days, half_days_most));
    BASSIN_DO(check_number("day_cost", member.day_cost, cents_most));
  }
  auto const leads = std::count_if(it.members.begin(), it.members.end(), [](Member const& m) { return m.part == Part::lead; });
  if (leads != 1) return Error("convention.needs_lead");
  return {};
}

Result<void> clean_lists(sql::Session& session, Sheet& it) {
  BASSIN_DO(check_count("milestones", it.milestones.size()));
  for (auto& milestone : it.milestones) {
    BASSIN_TRY(milestone.label, base::clean("milestone", milestone.label, base::line_most));
  }
  BASSIN_DO(check_count("budget", it.budget.size()));
  for (auto& line : it.budget) {
    BASSIN_TRY(line.label, base::clean("budget", line.label, base::line_most));
    BASSIN_TRY(line.financer_name, base::clean_or_empty("financer", line.financer_name, base::line_most));
    if (!line.financer.empty()) {
      BASSIN_DO(partners::find_organisation(session, line.financer));
      line.financer_name.clear();
    } else if (line.financer_name.empty()) {
      return bad_value("financer", "…");
    }
    BASSIN_DO(check_number("planned", line.planned, cents_most));
    BASSIN_DO(check_number("committed", line.committed, cents_most));
    BASSIN_DO(check_number("spent", line.spent, cents_most));
  }
  return {};
}

Result<Sheet> clean_sheet(sql::Session& session, Convention const& convention, Sheet sheet) {
  BASSIN_DO(clean_texts(sheet));
  BASSIN_TRY(auto const axes, internal::read_axes(session, convention.id));
  bool const known = std::any_of(axes.begin(), axes.end(), [&](Axis const& axis) { return axis.id == sheet.axis && !axis.removed_on; });
  if (!known) return Error("convention.unknown_axis", {{"id", sheet.axis}});
  BASSIN_TRY(auto const parties, internal::read_parties(session, convention.id));
  BASSIN_DO(check_members(sheet, parties));
  BASSIN_DO(clean_lists(session, sheet));
  return sheet;
}

Result<void> refuse_taken(sql::Session& session, Action const& action) {
  BASSIN_TRY(auto const row, session.row("select id from action where convention = :convention and code = :code and id <> :id",
                                         {{"convention", action.convention}, {"code", action.sheet.code}, {"id", action.id}}));
  if (row) return Error("convention.twice", {{"what", action.sheet.code}});
  return {};
}

// A pilot stays, wherever they work now; a new one works for a party.
Result<void> refuse_stranger(sql::Session& session, std::string const& convention, std::string const& pilot, std::string const& before) {
  if (pilot.empty() || pilot == before) return {};
  BASSIN_TRY(auto const parties, internal::read_parties(session, convention));
  for (auto const& party : parties) {
    if (party.left_on) continue;
    BASSIN_TRY(auto const role, partners::role_in(session, pilot, party.organisation));
    if (role) return {};
  }
  return Error("convention.unknown_pilot");
}

// The keeper; who leads it or did until now; the pilot.
bool may_write(Rights const& rights, access::Reader const& reader, Convention const& convention, Sheet const& sheet) {
  if (rights.may_write(convention) || (!sheet.pilot.empty() && sheet.pilot == reader.agent)) return true;
  return std::any_of(sheet.members.begin(), sheet.members.end(),
                     [&](Member const& member) { return member.part != Part::partner && rights.speaks_for(member.organisation); });
}

Result<Convention> open_convention(sql::Session& session, Rights const& rights, std::string const& id) {
  BASSIN_TRY(auto convention, internal::seen_convention(session, rights, id));
  if (convention.status == Status::abandoned) return Error("convention.wrong_status", {{"status", std::string(id_of(convention.status))}});
  return convention;
}

// A hidden one does not exist.
Result<Action> seen_action(sql::Session& session, Rights const& rights, std::string const& id) {
  BASSIN_TRY(auto action, internal::read_action(session, id));
  auto const convention = internal::seen_convention(session, rights, action.convention);
  if (convention.ok()) return action;
  if (convention.error().code == "convention.unknown") return Error("convention.unknown_action", {{"id", id}});
  return convention.error();
}

}  // namespace

std::string_view id_of(Progress progress) { return progress_ids[static_cast<std::size_t>(progress)]; }
std::optional<Progress> parse_progress(std::string_view id) { return base::parse_id<Progress>(progress_ids, id); }
std::string_view id_of(Part part) { return part_ids[static_cast<std::size_t>(part)]; }
std::optional<Part> parse_part(std::string_view id) { return base::parse_id<Part>(part_ids, id); }
std::string_view id_of(Nature nature) { return nature_ids[static_cast<std::size_t>(nature)]; }
std::optional<Nature> parse_nature(std::string_view id) { return base::parse_id<Nature>(nature_ids, id); }

std::string Action::lead() const {
  auto const found = std::find_if(sheet.members.begin(), sheet.members.end(), [](Member const& it) { return it.part == Part::lead; });
  return found == sheet.members.end() ? "" : found->organisation;
}

bool Action::late_on(base::Date day) const {
  if (sheet.progress == Progress::done || sheet.progress == Progress::dropped) return false;
  bool const overdue = std::any_of(sheet.milestones.begin(), sheet.milestones.end(),
                                   [day](Milestone const& it) { return !it.done_on && it.due_on && *it.due_on < day; });
  return overdue || (sheet.ends_on && *sheet.ends_on < day);
}

Result<std::vector<Action>> actions_of(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_convention(session, rights, convention));
  return internal::read_actions(session, convention);
}

Result<Action> find_action(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  return seen_action(session, rights, id);
}

bool may_change(Rights const& rights, access::Reader const& reader, Convention const& convention, Action const& action) {
  return convention.status != Status::abandoned && may_write(rights, reader, convention, action.sheet);
}

bool may_add(Rights const& rights, Text const& text) {
  if (text.convention.status == Status::abandoned) return false;
  return rights.may_write(text.convention) ||
         std::any_of(text.parties.begin(), text.parties.end(), [&](Party const& it) { return rights.speaks_for(it.organisation); });
}

Result<std::vector<Person>> possible_pilots(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_convention(session, rights, convention));
  BASSIN_TRY(auto const parties, internal::read_parties(session, convention));
  std::vector<Person> out;
  for (auto const& party : parties) {
    if (party.left_on) continue;
    BASSIN_TRY(auto const people, partners::colleagues_of(session, party.organisation));
    for (auto const& it : people) out.push_back({it.agent.id, it.agent.name, party.organisation});
  }
  return out;
}

Result<Action> add_action(sql::Session& session, Act const& act, std::string const& convention_id, Sheet const& sheet) {
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  BASSIN_TRY(auto const convention, open_convention(session, rights, convention_id));
  Action made;
  BASSIN_TRY(made.sheet, clean_sheet(session, convention, sheet));
  if (!may_write(rights, act.reader, convention, made.sheet) || !rights.in_charge) return Error("convention.not_yours");
  BASSIN_DO(refuse_stranger(session, convention_id, made.sheet.pilot, ""));
  made.id = base::new_uuid();
  made.convention = convention_id;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(refuse_taken(session, made));
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "action.added", "action", made.id, "", internal::json_of(made)));
  return made;
}

Result<Action> change_action(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, Sheet const& sheet) {
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  BASSIN_TRY(auto const before, seen_action(session, rights, id));
  BASSIN_TRY(auto const convention, open_convention(session, rights, before.convention));
  if (!may_write(rights, act.reader, convention, before.sheet)) return Error("convention.not_yours");
  if (before.version != version) return Error("convention.changed", {{"now", internal::json_of(before)}});
  auto after = before;
  BASSIN_TRY(after.sheet, clean_sheet(session, convention, sheet));
  BASSIN_DO(refuse_stranger(session, convention.id, after.sheet.pilot, before.sheet.pilot));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(refuse_taken(session, after));
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, "action.changed", "action", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

}  // namespace bassin::convention
