#include "crisis/counting.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "access/record_json.h"
#include "base/paris_time.h"
#include "convention/countable.h"
#include "convention/ledger.h"
#include "crisis/after.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/anonymised.h"
#include "crisis/internal/rooms.h"
#include "support/aged.h"

namespace bassin::crisis {

namespace {

using base::Date;
using base::Error;
using base::Result;

constexpr std::string_view call = "call";
constexpr std::string_view visit = "visit";

// A step of a case, by its id.
struct Noted {
  std::string id, origin;  // origin: the case that it was of before two were made one; ""
  CaseStep step;
};

Noted noted_of(sql::Row const& row) {
  return {row.text("id"),
          row.optional_text("origin").value_or(""),
          {row.text("from_state"), row.text("to_state"), row.text("why"), row.text("organisation"), row.text("agent"), row.text("at")}};
}
constexpr std::string_view step_columns = "s.id, s.record, s.origin, s.from_state, s.to_state, s.why, s.organisation, s.agent, s.at";

// Towards which action whose work counts on a day: each question asked once.
class Counting {
 public:
  Counting(sql::Session& session, base::Instant at) : session_(&session), at_(at) {}

  // Errors: those of the store.
  [[nodiscard]] Result<void> read(std::string const& crisis) {
    BASSIN_TRY(auto const rows,
               session_->rows("select organisation, action from crisis_action where crisis = :crisis and action is not null",
                              {{"crisis", crisis}}));
    for (auto const& row : rows) chosen_[row.text("organisation")] = row.text("action");
    return {};
  }
  void choose(std::string const& organisation, std::string const& action) {
    chosen_.erase(organisation);
    if (!action.empty()) chosen_[organisation] = action;
  }
  [[nodiscard]] bool none() const { return chosen_.empty(); }

  [[nodiscard]] Result<void> step(Case const& it, Noted const& noted, std::string_view kind) {
    convention::Contribution work;
    work.organisation = noted.step.organisation;
    work.agent = noted.step.agent;
    work.kind = kind;
    work.on = base::paris_time(base::parse_instant(noted.step.at).value_or(base::Instant{})).day;
    return state({std::string(step_source), noted.id}, it, std::move(work), !kind.empty());
  }
  [[nodiscard]] Result<void> word(Case const& it, AfterWord const& word, bool taken_back) {
    convention::Contribution work;
    work.organisation = word.organisation;
    work.agent = word.agent;
    work.kind = support::id_of(word.facts.way);
    work.on = word.facts.on;
    work.minutes = word.facts.minutes;
    return state({std::string(after_source), word.id}, it, std::move(work), !taken_back);
  }

 private:
  [[nodiscard]] Result<void> state(convention::Source const& source, Case const& it, convention::Contribution work, bool counts) {
    auto const chosen = chosen_.find(work.organisation);
    counts = counts && chosen != chosen_.end();
    if (counts) {
      BASSIN_TRY(counts, runs(work.organisation, chosen->second, work.on));
    }
    if (counts) {
      work.action = chosen->second;
      work.business = it.business;
      work.commune = it.commune;
    }
    BASSIN_TRY([[maybe_unused]] auto const changed,
               convention::state(*session_, at_, source, counts ? std::optional(std::move(work)) : std::nullopt));
    return {};
  }
  [[nodiscard]] Result<bool> runs(std::string const& organisation, std::string const& action, Date day) {
    auto const key = std::make_tuple(organisation, action, day.days);
    if (auto const known = runs_.find(key); known != runs_.end()) return known->second;
    access::Reader whose;
    whose.standing = access::Reader::Standing::member;
    whose.organisation = organisation;
    auto const checked = convention::check_countable(*session_, whose, action, day);
    if (!checked.ok() && checked.error().code != "convention.not_countable") return checked.error();
    return runs_.emplace(key, checked.ok()).first->second;
  }

  sql::Session* session_;
  base::Instant at_;
  std::map<std::string, std::string> chosen_;
  std::map<std::tuple<std::string, std::string, std::int32_t>, bool> runs_;
};

Result<void> count_these(Counting& counting, Case const& it, std::vector<Noted> const& noted) {
  // Each case's steps lead on from its own: a correction of one takes nothing back of the other, before both were made one.
  std::map<std::string, std::vector<Noted>> by_origin;
  for (auto const& one : noted) by_origin[one.origin].push_back(one);
  for (auto const& [origin, some] : by_origin) {
    std::vector<CaseStep> steps;
    for (auto const& one : some) steps.push_back(one.step);
    if (!origin.empty())
      for (auto const& one : by_origin[""])
        if (one.id > some.back().id) steps.push_back(one.step);
    auto const kinds = counted_kinds(steps);
    for (std::size_t i = 0; i < some.size(); ++i) BASSIN_DO(counting.step(it, some[i], kinds[i]));
  }
  return {};
}

// All that an organisation did in the crisis, stated anew.
Result<void> count_all(sql::Session& session, Counting& counting, std::string const& crisis, std::string const& organisation) {
  static std::string const of_cases =
      "select " + std::string(internal::case_columns) +
      " from crisis_case where crisis = :crisis and (id in (select record from crisis_step where organisation "
      "= :organisation) or id in (select record from crisis_after where organisation = :organisation))";
  static std::string const of_steps = "select " + std::string(step_columns) +
                                      " from crisis_step s join crisis_case k on k.id = s.record where k.crisis = :crisis order by s.id";
  static std::string const of_words = "select " + std::string(internal::after_columns) +
                                      " from crisis_after where organisation = :organisation and record in (select id from crisis_case "
                                      "where crisis = :crisis)";
  BASSIN_TRY(auto const cases, session.rows(of_cases, {{"crisis", crisis}, {"organisation", organisation}}));
  BASSIN_TRY(auto const steps, session.rows(of_steps, {{"crisis", crisis}}));
  BASSIN_TRY(auto const words, session.rows(of_words, {{"crisis", crisis}, {"organisation", organisation}}));
  std::map<std::string, std::vector<Noted>> by_case;
  for (auto const& row : steps) by_case[row.text("record")].push_back(noted_of(row));
  std::map<std::string, Case> known;
  for (auto const& row : cases) {
    auto it = internal::case_of(row);
    BASSIN_DO(count_these(counting, it, by_case[it.id]));
    known.emplace(it.id, std::move(it));
  }
  for (auto const& row : words) {
    auto const word = internal::after_of(row);
    BASSIN_DO(counting.word(known.at(word.record), word, false));
  }
  return {};
}

Result<CountsTowards> chosen_by(sql::Session& session, std::string const& crisis, std::string const& organisation) {
  BASSIN_TRY(auto const row,
             session.row("select action, version from crisis_action where crisis = :crisis and organisation = :organisation",
                         {{"crisis", crisis}, {"organisation", organisation}}));
  if (!row) return CountsTowards{};
  return CountsTowards{row->optional_text("action").value_or(""), row->integer("version")};
}

Result<Crisis> joined(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY(auto room, find_crisis(session, reader, crisis));
  BASSIN_TRY(auto const in, is_in(session, reader, crisis));
  if (!in) return Error("crisis.unknown", {{"id", crisis}});
  return room;
}

// Countable today, or when the crisis began: a convention that ended since is one that most of the work was done under.
Result<void> check_action(sql::Session& session, Act const& act, Crisis const& room, std::string const& action) {
  auto const today = convention::check_countable(session, act.reader, action, base::paris_time(act.actor.at).day);
  if (today.ok()) return {};
  return convention::check_countable(session, act.reader, action, base::paris_time(room.facts.began_at).day);
}

// Ids of what an organisation did; "": of all. Of a word that was taken back the ledger names nobody any more: count_word().
Result<std::vector<std::string>> sources_in(sql::Session& session, std::string_view kind, std::string const& crisis,
                                            std::string const& organisation) {
  std::string const table = kind == step_source ? "crisis_step" : "crisis_after";
  BASSIN_TRY(auto const rows, session.rows("select w.id from " + table +
                                               " w join crisis_case k on k.id = w.record where k.crisis = :crisis and (:organisation "
                                               "= '' or w.organisation = :organisation)",
                                           {{"crisis", crisis}, {"organisation", organisation}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

std::string json_of(std::string const& organisation, std::string const& action) {
  return access::text_of({{"organisation", organisation}, {"action", action}});
}

}  // namespace

std::vector<std::string_view> counted_kinds(std::span<CaseStep const> steps) {
  std::vector<std::string_view> out(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const from = parse_case_state(steps[i].from).value_or(CaseState::potential);
    auto const to = parse_case_state(steps[i].to).value_or(CaseState::potential);
    // Taken up again after an end, or corrected: the first takes nothing back.
    if (step(from, to) == Step::backward && is_end(from)) continue;
    if (step(from, to) == Step::backward)
      for (std::size_t before = 0; before < i; ++before)
        if (parse_case_state(steps[before].to).value_or(CaseState::potential) > to) out[before] = {};
    if (step(from, to) != Step::forward) continue;
    if (to == CaseState::contacted) out[i] = call;
    if (to == CaseState::visited) out[i] = visit;
  }
  return out;
}

Result<CountsTowards> counts_towards(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, joined(session, reader, crisis));
  return chosen_by(session, crisis, reader.organisation);
}

Result<CountsTowards> choose_action(sql::Session& session, Act const& act, std::string const& crisis, std::int64_t version,
                                    std::string const& action) {
  BASSIN_TRY(auto const room, joined(session, act.reader, crisis));
  if (!access::allows(act.reader.role, access::Need::run_conventions)) return Error("crisis.not_yours");
  if (room.facts.exercise) return Error("crisis.exercise");
  if (room.anonymised) return Error("crisis.anonymised");
  auto const& own = act.reader.organisation;
  BASSIN_TRY(auto const before, chosen_by(session, crisis, own));
  if (before.version != version) return Error("crisis.changed", {{"now", json_of(own, before.action)}});
  if (before.action == action) return before;
  if (!action.empty()) BASSIN_DO(check_action(session, act, room, action));
  BASSIN_DO(
      session.run("insert into crisis_action (crisis, organisation, action, agent, version, changed_at) values (:crisis, "
                  ":organisation, :action, :agent, 1, :at) on conflict (crisis, organisation) do update set action = :action, agent = "
                  ":agent, version = crisis_action.version + 1, changed_at = :at",
                  {{"crisis", crisis},
                   {"organisation", own},
                   {"action", sql::or_null(action)},
                   {"agent", act.reader.agent},
                   {"at", base::to_iso(act.actor.at)}}));
  Counting counting(session, act.actor.at);
  BASSIN_DO(counting.read(crisis));
  BASSIN_DO(count_all(session, counting, crisis, own));
  BASSIN_DO(access::record(session, act, "crisis.counted", "crisis", crisis, json_of(own, before.action), json_of(own, action)));
  return CountsTowards{action, before.version + 1};
}

Result<Counted> counted_in(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, joined(session, reader, crisis));
  Counted out;
  for (auto const kind : {step_source, after_source}) {
    BASSIN_TRY(auto const sources, sources_in(session, kind, crisis, reader.organisation));
    BASSIN_TRY(auto const some, convention::stated(session, kind, sources));
    for (auto const& it : some) {
      (it.kind == call ? out.calls : it.kind == visit ? out.visits : out.others) += 1;
      out.minutes += it.minutes;
    }
  }
  return out;
}

Result<void> anonymise_counted(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows,
             session.rows("select distinct business from crisis_case where crisis = :crisis and (id in (select record from "
                          "crisis_step) or id in (select record from crisis_after)) union select business from crisis_merge where crisis = "
                          ":crisis",
                          {{"crisis", crisis}}));
  std::uint64_t gone = 0;
  for (auto const kind : {step_source, after_source}) {
    BASSIN_TRY(auto const sources, sources_in(session, kind, crisis, ""));
    BASSIN_TRY(auto const some, convention::let_go(session, kind, sources));
    gone += some;
  }
  if (gone == 0) return {};
  for (auto const& row : rows) BASSIN_DO(support::forget_idle(session, row.text("business")));
  return {};
}

namespace internal {

Result<void> count_steps(sql::Session& session, Act const& act, Crisis const& room, Case const& it) {
  if (room.facts.exercise) return {};
  Counting counting(session, act.actor.at);
  BASSIN_DO(counting.read(room.id));
  if (counting.none()) return {};
  static std::string const statement = "select " + std::string(step_columns) + " from crisis_step s where s.record = :id order by s.id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", it.id}}));
  std::vector<Noted> noted;
  for (auto const& row : rows) noted.push_back(noted_of(row));
  return count_these(counting, it, noted);
}

Result<void> count_word(sql::Session& session, Act const& act, Crisis const& room, Case const& it, AfterWord const& word, bool taken_back) {
  if (room.facts.exercise) return {};
  Counting counting(session, act.actor.at);
  BASSIN_DO(counting.read(room.id));
  BASSIN_DO(counting.word(it, word, taken_back));
  if (!taken_back) return {};
  // The word itself is gone: nothing would find its rows of the ledger at the anonymisation.
  std::vector<std::string> const sources{word.id};
  BASSIN_TRY(auto const let, convention::let_go(session, after_source, sources));
  return let > 0 ? support::forget_idle(session, it.business) : Result<void>();
}

}  // namespace internal

}  // namespace bassin::crisis
