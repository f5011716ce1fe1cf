#include "convention/annex.h"

#include <algorithm>
#include <set>

#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/annex_records.h"
#include "convention/internal/keeping.h"
#include "convention/internal/opening.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {

using base::Date;
using base::Error;
using base::Lines;
using base::Result;
using internal::bad_value;

Result<void> refuse_without_annex(Convention const& it) {
  if (it.kind == Kind::annual || it.kind == Kind::amendment) return Error("convention.no_annex");
  if (it.status == Status::abandoned) return Error("convention.wrong_status", {{"status", std::string(id_of(it.status))}});
  return {};
}

// Those that are parties on that day.
Result<std::vector<std::string>> parties_on(sql::Session& session, std::string const& id, Date day) {
  BASSIN_TRY(auto const parties, internal::read_parties(session, id));
  std::vector<std::string> out;
  for (auto const& it : parties) {
    if (!it.left_on || day <= *it.left_on) out.push_back(it.organisation);
  }
  return out;
}

bool contains(std::vector<std::string> const& all, std::string const& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

// Every kind is stated for all, nothing twice, and of parties alone.
Result<void> check(Statement const& it, std::vector<std::string> const& parties) {
  if (!contains(parties, it.owner)) return Error("convention.unknown_party", {{"organisation", it.owner}});
  if (it.shown.size() > shown_most) return bad_value("levels", "≤ " + std::to_string(shown_most));
  std::set<std::pair<RecordKind, std::string>> seen;
  for (auto const& one : it.shown) {
    if (!seen.insert({one.kind, one.reader}).second) return Error("convention.twice", {{"what", std::string(id_of(one.kind))}});
    if (one.reader.empty()) continue;
    if (one.reader == it.owner || !contains(parties, one.reader)) return Error("convention.unknown_party", {{"organisation", one.reader}});
  }
  for (std::size_t kind = 0; kind < access::record_kind_count; ++kind) {
    if (seen.count({static_cast<RecordKind>(kind), ""}) == 0) return bad_value("levels", std::string(id_of(static_cast<RecordKind>(kind))));
  }
  return {};
}

// What is in force, and what a new statement makes of it for those who are parties now.
class Comparison {
 public:
  Comparison(std::vector<Statement> const& in_force, std::vector<std::string> const& parties, Date from)
      : in_force_(in_force), parties_(parties), from_(from) {}

  [[nodiscard]] bool changes(Statement const& it) const {
    return any(it, [](Level now, Level then) { return now != then; });
  }
  [[nodiscard]] bool widens(Statement const& it) const {
    return any(it, [](Level now, Level then) { return then > now; });
  }

 private:
  // For some kind and reader, on that day or one that is stated for later.
  template <class Fn>
  bool any(Statement const& it, Fn&& differs) const {
    std::vector<Date> days = {from_};
    for (auto const& stated : statements_on(it.owner, in_force_)) {
      if (stated.from > from_) days.push_back(stated.from);
    }
    for (auto const day : days) {
      for (std::size_t kind = 0; kind < access::record_kind_count; ++kind) {
        for (auto const& reader : parties_) {
          auto const what = static_cast<RecordKind>(kind);
          if (reader != it.owner && differs(level_on(in_force_, it.owner, what, reader, day), it.level(what, reader))) return true;
        }
      }
    }
    return false;
  }

  std::vector<Statement> const& in_force_;
  std::vector<std::string> const& parties_;
  Date from_;
};

bool states(Annex const& annex, std::string const& owner) {
  return std::any_of(annex.statements.begin(), annex.statements.end(), [&](Statement const& it) { return it.owner == owner; });
}

Result<void> overtake(sql::Session& session, Annex const& by) {
  BASSIN_TRY(auto const all, internal::read_annexes(session, by.convention));
  for (auto annex : all) {
    bool const same = std::any_of(by.statements.begin(), by.statements.end(), [&](Statement const& it) { return states(annex, it.owner); });
    if (annex.id == by.id || annex.status != AnnexStatus::proposed || !same) continue;
    annex.status = AnnexStatus::overtaken;
    BASSIN_DO(internal::update(session, annex));
  }
  return {};
}

// What hangs on its annex too.
Result<void> write_sharing_of_all(sql::Session& session, Convention const& it) {
  static std::string const statement = "select " + std::string(internal::columns) +
                                       " from convention where parent = :id and kind = 'annual' and status in ('signed', 'denounced')";
  BASSIN_DO(internal::write_sharing(session, it));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", it.id}}));
  for (auto const& row : rows) BASSIN_DO(internal::write_sharing(session, internal::convention_of(row)));
  return {};
}

bool settled(Annex const& annex) {
  return std::none_of(annex.agreements.begin(), annex.agreements.end(), [](Agreement const& it) { return it.agreed_at.empty(); });
}

// Nobody is awaited any more: it holds from its day on, or from today.
Result<void> take_effect(sql::Session& session, Convention const& convention, Annex& annex, Date today) {
  BASSIN_TRY(auto const all, internal::read_annexes(session, annex.convention));
  for (auto const& it : all) annex.number = std::max(annex.number, it.number);
  ++annex.number;
  annex.status = AnnexStatus::in_force;
  annex.from = std::max(annex.wanted_from, today);
  BASSIN_DO(internal::update(session, annex));
  BASSIN_DO(overtake(session, annex));
  return write_sharing_of_all(session, convention);
}

Result<Convention> saved(sql::Session& session, Act const& act, Convention const& convention, std::string_view action, std::string before,
                         std::string after) {
  auto const next = internal::next(convention, act);
  BASSIN_DO(internal::update(session, next));
  BASSIN_DO(access::record(session, act, action, "convention", next.id, std::move(before), std::move(after)));
  return next;
}

// Checked, without the statements that change nothing.
Result<std::vector<Statement>> statements_of(AnnexDraft const& draft, std::vector<std::string> const& parties,
                                             Comparison const& comparison) {
  std::vector<Statement> out;
  std::set<std::string> owners;
  for (auto statement : draft.statements) {
    statement.from = draft.from;
    BASSIN_DO(check(statement, parties));
    if (!owners.insert(statement.owner).second) return Error("convention.twice", {{"what", statement.owner}});
    if (comparison.changes(statement)) out.push_back(std::move(statement));
  }
  if (out.empty()) return Error("convention.nothing_changes");
  return out;
}

Result<void> refuse_beyond_own(Rights const& rights, std::vector<Statement> const& statements, Comparison const& comparison) {
  for (auto const& it : statements) {
    if (!rights.speaks_for(it.owner)) return Error("convention.not_yours");
    if (comparison.widens(it)) return Error("convention.only_narrower");
  }
  return {};
}

Result<Annex> made(sql::Session& session, Act const& act, Convention const& convention, AnnexDraft const& draft, Date today) {
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  BASSIN_TRY(auto const parties, parties_on(session, convention.id, today));
  BASSIN_TRY(auto const in_force, internal::read_statements(session, convention.id));
  Comparison const comparison(in_force, parties, draft.from);
  Annex out;
  BASSIN_TRY(out.statements, statements_of(draft, parties, comparison));
  if (!rights.may_write(convention)) BASSIN_DO(refuse_beyond_own(rights, out.statements, comparison));
  BASSIN_TRY(out.why, base::clean_or_empty("why", draft.why, base::description_most, Lines::several));
  out.id = base::new_uuid();
  out.convention = convention.id;
  out.by = act.reader.organisation;
  out.wanted_from = draft.from;
  out.created_at = base::to_iso(act.actor.at);
  out.created_by = act.reader.agent;
  for (auto const& it : out.statements) {
    bool const own = rights.speaks_for(it.owner);
    out.agreements.push_back({it.owner, own ? out.created_at : "", own ? act.reader.agent : ""});
  }
  return out;
}

Result<Annex> proposed(sql::Session& session, std::string const& convention, std::string const& id) {
  BASSIN_TRY(auto const all, internal::read_annexes(session, convention));
  auto const found = std::find_if(all.begin(), all.end(), [&](Annex const& it) { return it.id == id; });
  if (found == all.end()) return Error("convention.unknown_annex", {{"id", id}});
  if (found->status != AnnexStatus::proposed) return Error("convention.not_awaited");
  return *found;
}

}  // namespace

Result<std::vector<Annex>> annexes_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const convention, internal::seen_convention(session, rights, id));
  if (convention.kind == Kind::annual || convention.kind == Kind::amendment) return Error("convention.no_annex");
  return internal::read_annexes(session, id);
}

Result<Convention> propose_annex(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                 AnnexDraft const& draft, Date today) {
  auto const first = draft.statements.empty() ? std::string() : draft.statements.front().owner;
  BASSIN_TRY(auto const convention, internal::kept_or_own(session, act, id, version, first));
  BASSIN_DO(refuse_without_annex(convention));
  if (draft.from < today) return bad_value("from", "≥ " + to_iso(today));
  BASSIN_TRY(auto annex, made(session, act, convention, draft, today));
  BASSIN_DO(internal::insert(session, annex));
  BASSIN_DO(overtake(session, annex));
  if (settled(annex)) BASSIN_DO(take_effect(session, convention, annex, today));
  if (settled(annex)) return saved(session, act, convention, "convention.annex_in_force", "", internal::json_of(annex));
  return saved(session, act, convention, "convention.annex_proposed", "", internal::json_of(annex));
}

Result<Convention> agree_to_annex(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                  std::string const& annex, std::string const& organisation, Date today) {
  BASSIN_TRY(auto const convention, internal::kept_or_own(session, act, id, version, organisation));
  BASSIN_DO(refuse_without_annex(convention));
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  if (!rights.speaks_for(organisation)) return Error("convention.not_yours");
  BASSIN_TRY(auto const before, proposed(session, id, annex));
  auto after = before;
  auto const awaited = std::find_if(after.agreements.begin(), after.agreements.end(),
                                    [&](Agreement const& it) { return it.organisation == organisation && it.agreed_at.empty(); });
  if (awaited == after.agreements.end()) return Error("convention.not_awaited");
  awaited->agreed_at = base::to_iso(act.actor.at);
  awaited->agreed_by = act.reader.agent;
  BASSIN_DO(internal::update(session, after));
  if (settled(after)) BASSIN_DO(take_effect(session, convention, after, today));
  auto was = internal::json_of(before), now = internal::json_of(after);
  if (settled(after)) return saved(session, act, convention, "convention.annex_in_force", std::move(was), std::move(now));
  return saved(session, act, convention, "convention.annex_agreed", std::move(was), std::move(now));
}

Result<Convention> withdraw_annex(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                  std::string const& annex) {
  BASSIN_TRY(auto const convention, internal::kept(session, act, id, version));
  BASSIN_TRY(auto const before, proposed(session, id, annex));
  auto after = before;
  after.status = AnnexStatus::withdrawn;
  BASSIN_DO(internal::update(session, after));
  return saved(session, act, convention, "convention.annex_withdrawn", internal::json_of(before), internal::json_of(after));
}

Result<void> internal::overtake_annexes(sql::Session& session, std::string const& convention) {
  return session.run("update convention_annex set status = 'overtaken' where convention = :id and status = 'proposed'",
                     {{"id", convention}});
}

}  // namespace bassin::convention
