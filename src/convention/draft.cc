#include "convention/draft.h"

#include <algorithm>
#include <set>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/amending.h"
#include "convention/internal/erasing.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Lines;
using base::Result;
using internal::bad_value;

constexpr int months_most = 600;
constexpr std::size_t code_most = 20;

Result<void> apply_day(std::string field, std::optional<std::string> const& given, std::optional<base::Date>& day) {
  if (!given) return {};
  day = given->empty() ? std::nullopt : base::parse_date(*given);
  if (!given->empty() && !day) return bad_value(std::move(field), "2026-11-24");
  return {};
}

Result<void> apply_number(std::string field, std::optional<std::int64_t> const& given, int most, int& number) {
  if (!given) return {};
  if (*given < 0 || *given > most) return bad_value(std::move(field), "0-" + std::to_string(most));
  number = static_cast<int>(*given);
  return {};
}

Result<void> apply_term(Convention& it, TextChange const& change) {
  BASSIN_DO(apply_day("starts_on", change.starts_on, it.starts_on));
  BASSIN_DO(apply_day("ends_on", change.ends_on, it.ends_on));
  if (it.starts_on && it.ends_on && *it.ends_on < *it.starts_on) return bad_value("ends_on", "≥ " + to_iso(*it.starts_on));
  if (change.renewal) {
    auto const renewal = parse_renewal(*change.renewal);
    if (!renewal) return bad_value("renewal", "none, express, tacit");
    it.renewal = *renewal;
  }
  BASSIN_DO(apply_number("renewal_months", change.renewal_months, months_most, it.renewal_months));
  BASSIN_DO(apply_number("renewals_most", change.renewals_most, months_most, it.renewals_most));
  BASSIN_DO(apply_number("notice_months", change.notice_months, months_most, it.notice_months));
  if (it.renewal == Renewal::tacit && it.renewal_months == 0) return bad_value("renewal_months", "1-" + std::to_string(months_most));
  return {};
}

// The convention to write on, while it may be written on.
Result<Convention> kept_draft(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto convention, internal::kept(session, act, id, version));
  if (convention.status != Status::draft) return Error("convention.not_a_draft", {{"status", std::string(id_of(convention.status))}});
  return convention;
}

Result<Convention> saved(sql::Session& session, Act const& act, Convention const& before, std::string_view action, std::string from,
                         std::string to) {
  auto const after = internal::next(before, act);
  BASSIN_DO(internal::update(session, after));
  BASSIN_DO(access::record(session, act, action, "convention", after.id, std::move(from), std::move(to)));
  return after;
}

bool takes(Kind kind, Convention const& parent) {
  if (kind == Kind::annual) return parent.kind == Kind::framework && parent.status != Status::abandoned;
  return parent.kind != Kind::amendment && parent.status == Status::signed_by_all;
}

// The parties of the parent that have not left, without what their bodies decided of it; the new keeper among them.
std::vector<Party> parties_like(Text const& parent, std::string const& keeper) {
  std::vector<Party> out;
  for (auto const& party : parent.parties) {
    if (!party.left_on) out.push_back({party.organisation, party.body, "", {}, {}, party.signatory, party.signatory_title, {}, {}, ""});
  }
  bool const in = std::any_of(out.begin(), out.end(), [&](Party const& party) { return party.organisation == keeper; });
  if (!in) out.insert(out.begin(), Party{keeper, "", "", {}, {}, "", "", {}, {}, ""});
  return out;
}

Result<void> begin_like(sql::Session& session, Convention const& made, Text const& parent) {
  int place = 0;
  for (auto const& party : parties_like(parent, made.keeper)) BASSIN_DO(internal::insert_party(session, made.id, party, place++));
  if (made.kind != Kind::annual) return {};
  for (auto const& commune : parent.perimeter) {
    if (!commune.until_day) BASSIN_DO(internal::insert_commune(session, made.id, {commune.code, commune.label, {}, {}}));
  }
  place = 0;
  for (auto axis : parent.axes) {
    if (axis.removed_on) continue;
    axis.id = base::new_uuid();
    BASSIN_DO(internal::put_axis(session, made.id, axis, place++));
  }
  return {};
}

Error twice(std::string what) { return {"convention.twice", {{"what", std::move(what)}}}; }

Result<std::vector<Party>> parties_of(sql::Session& session, Convention const& convention, std::vector<Party> const& before,
                                      std::vector<std::string> const& organisations) {
  if (organisations.size() > parties_most) return bad_value("parties", "≤ " + std::to_string(parties_most));
  std::vector<Party> out;
  std::set<std::string> seen;
  for (auto const& id : organisations) {
    BASSIN_TRY(auto const organisation, partners::find_organisation(session, id));
    if (!seen.insert(id).second) return twice(organisation.name);
    auto const known = std::find_if(before.begin(), before.end(), [&](Party const& party) { return party.organisation == id; });
    out.push_back(known == before.end() ? Party{id, "", "", {}, {}, "", "", {}, {}, ""} : *known);
  }
  if (seen.count(convention.keeper) == 0) return Error("convention.keeper_stays");
  return out;
}

// Clean, each with an id: that of an axis of before, or a new one.
Result<std::vector<Axis>> axes_of(std::vector<Axis> const& before, std::vector<Axis> const& wanted) {
  if (wanted.size() > axes_most) return bad_value("axes", "≤ " + std::to_string(axes_most));
  std::vector<Axis> out;
  std::set<std::string> codes;
  for (auto axis : wanted) {
    BASSIN_DO(internal::clean_axis(axis));
    if (!codes.insert(axis.code).second) return twice(axis.code);
    auto const same = [&](Axis const& other) { return other.id == axis.id; };
    if (axis.id.empty()) {
      axis.id = base::new_uuid();
    } else if (std::none_of(before.begin(), before.end(), same) || std::any_of(out.begin(), out.end(), same)) {
      return Error("convention.unknown_axis", {{"id", axis.id}});
    }
    out.push_back(std::move(axis));
  }
  return out;
}

// Those that stay are kept, with what hangs on them.
Result<void> write_axes(sql::Session& session, std::string const& id, std::vector<Axis> const& before, std::vector<Axis> const& after) {
  // Out of the way of one another: two axes may change codes.
  BASSIN_DO(session.run("update convention_axis set code = id where convention = :id", {{"id", id}}));
  for (auto const& axis : before) {
    bool const stays = std::any_of(after.begin(), after.end(), [&](Axis const& other) { return other.id == axis.id; });
    if (stays) continue;
    BASSIN_TRY(auto const action, session.row("select id from action where axis = :id", {{"id", axis.id}}));
    if (action) return Error("convention.axis_in_use", {{"axis", axis.code}});
    BASSIN_DO(session.run("delete from convention_axis where id = :id", {{"id", axis.id}}));
  }
  int place = 0;
  for (auto const& axis : after) BASSIN_DO(internal::put_axis(session, id, axis, place++));
  return {};
}

}  // namespace

namespace internal {

Result<void> apply_text(Convention& it, TextChange const& change) {
  if (change.title) {
    BASSIN_TRY(it.title, base::clean("title", *change.title, base::line_most));
  }
  if (change.reference) {
    BASSIN_TRY(it.reference, base::clean_or_empty("reference", *change.reference, base::name_most));
  }
  if (change.purpose) {
    BASSIN_TRY(it.purpose, base::clean_or_empty("purpose", *change.purpose, base::description_most, Lines::several));
  }
  return apply_term(it, change);
}

Result<void> clean_axis(Axis& axis) {
  BASSIN_TRY(axis.code, base::clean("code", axis.code, code_most));
  BASSIN_TRY(axis.title, base::clean("title", axis.title, base::line_most));
  BASSIN_TRY(axis.description, base::clean_or_empty("description", axis.description, base::description_most, Lines::several));
  axis.removed_on.reset();
  return {};
}

}  // namespace internal

Result<Convention> draft(sql::Session& session, Act const& act, Kind kind, std::string const& parent, TextChange const& text) {
  bool const wants_parent = kind == Kind::annual || kind == Kind::amendment;
  if (wants_parent == parent.empty()) return Error("convention.bad_parent");
  Convention made;
  made.kind = kind;
  made.parent = parent;
  Text above;
  if (wants_parent) {
    BASSIN_TRY(above, find_convention(session, act.reader, parent));
    if (!takes(kind, above.convention)) return Error("convention.bad_parent");
  }
  if (!text.title) return bad_value("title", "1-" + std::to_string(base::line_most));
  BASSIN_DO(internal::apply_text(made, text));
  made.id = base::new_uuid();
  made.keeper = act.reader.organisation;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(begin_like(session, made, above));
  BASSIN_DO(access::record(session, act, "convention.drafted", "convention", made.id, "", internal::json_of(made)));
  return made;
}

Result<Convention> change_text(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               TextChange const& change) {
  BASSIN_TRY(auto const before, kept_draft(session, act, id, version));
  auto after = before;
  BASSIN_DO(internal::apply_text(after, change));
  return saved(session, act, after, "convention.changed", internal::json_of(before), internal::json_of(after));
}

Result<Convention> set_parties(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               std::vector<std::string> const& organisations) {
  BASSIN_TRY(auto const convention, kept_draft(session, act, id, version));
  BASSIN_TRY(auto const before, internal::read_parties(session, id));
  BASSIN_TRY(auto const after, parties_of(session, convention, before, organisations));
  BASSIN_DO(session.run("delete from convention_party where convention = :id", {{"id", id}}));
  int place = 0;
  for (auto const& party : after) BASSIN_DO(internal::insert_party(session, id, party, place++));
  return saved(session, act, convention, "convention.parties", internal::json_of(before), internal::json_of(after));
}

Result<Convention> set_perimeter(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                 std::vector<Commune> const& communes) {
  BASSIN_TRY(auto const convention, kept_draft(session, act, id, version));
  if (communes.size() > communes_most) return bad_value("perimeter", "≤ " + std::to_string(communes_most));
  std::set<std::string> codes;
  for (auto const& commune : communes) {
    if (!codes.insert(commune.code).second) return twice(commune.label);
  }
  BASSIN_TRY(auto const before, internal::read_perimeter(session, id));
  BASSIN_DO(session.run("delete from convention_commune where convention = :id", {{"id", id}}));
  for (auto const& commune : communes) BASSIN_DO(internal::insert_commune(session, id, {commune.code, commune.label, {}, {}}));
  return saved(session, act, convention, "convention.perimeter", internal::json_of(before), internal::json_of(communes));
}

Result<Convention> set_axes(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                            std::vector<Axis> const& axes) {
  BASSIN_TRY(auto const convention, kept_draft(session, act, id, version));
  BASSIN_TRY(auto const before, internal::read_axes(session, id));
  BASSIN_TRY(auto const after, axes_of(before, axes));
  BASSIN_DO(write_axes(session, id, before, after));
  return saved(session, act, convention, "convention.axes", internal::json_of(before), internal::json_of(after));
}

Result<void> discard(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, internal::kept(session, act, id, version));
  bool const unsigned_yet = before.status == Status::draft || before.status == Status::abandoned;
  if (!unsigned_yet) return Error("convention.not_a_draft", {{"status", std::string(id_of(before.status))}});
  BASSIN_TRY(auto const below, session.row("select id from convention where parent = :id", {{"id", id}}));
  if (below) return Error("convention.in_use");
  BASSIN_TRY(auto const work,
             session.row("select id from contribution where action in (select id from action where convention = :id)", {{"id", id}}));
  if (work) return Error("convention.has_work");
  BASSIN_DO(internal::erase(session, id));
  return access::record(session, act, "convention.discarded", "convention", id, internal::json_of(before), "");
}

}  // namespace bassin::convention
