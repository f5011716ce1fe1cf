#include "crisis/case_rights.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/paris_time.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/request_rows.h"
#include "crisis/internal/right_answer_rows.h"
#include "crisis/internal/rooms.h"
#include "reference/geography.h"

namespace bassin::crisis {

namespace {

using base::Date;
using base::Result;
using reference::Condition;

constexpr std::int32_t near_days = 60;

Date began_on(Crisis const& room) { return base::paris_time(room.facts.began_at).day; }

void put(Circumstances& out, Fact const& fact) {
  out.facts.push_back(fact);
  if (fact.holds) out.known[fact.condition] = *fact.holds;
}

// By how the case came: a zone that holds its position is no proof that the water came in, but who was hit says otherwise in the first
// call.
std::optional<bool> indirect_by(Entry entry) {
  if (entry == Entry::indirect) return true;
  return entry == Entry::inside || entry == Entry::parcels ? std::optional(false) : std::nullopt;
}

Fact fact_of(Condition condition, RightAnswers const& answers, RightQuestion question, std::optional<bool> proposed) {
  auto const said = answers.find(question);
  if (said != answers.end()) return {condition, said->second.holds(), FactSource::said};
  return {condition, proposed, proposed ? FactSource::proposed : FactSource::worked_out};
}

std::optional<Date> day_said(RightAnswers const& answers, RightQuestion question) {
  auto const said = answers.find(question);
  return said == answers.end() ? std::nullopt : said->second.day();
}

bool in_77_78_91(std::string_view commune) {
  constexpr std::array<std::string_view, 3> here{"77", "78", "91"};
  return std::find(here.begin(), here.end(), reference::Geography::departement_of(commune)) != here.end();
}

// The facts that rights_of() works out, as they are shown.
void put_decree(CaseRights& out, std::vector<Decree> const& decrees) {
  auto const* const found = decree_of(out.damage, decrees);
  if (found != nullptr) out.decree = out.decrees[static_cast<std::size_t>(found - decrees.data())].id;
  bool const named = found != nullptr || is_refused(out.damage, decrees);
  out.facts.push_back({Condition::decree, named ? std::optional(found != nullptr) : std::nullopt, FactSource::worked_out});
  out.facts.push_back({Condition::no_decree, found == nullptr, FactSource::worked_out});
}

bool is_near(Decree const& it, Date on) { return it.from.days - near_days <= on.days && on.days <= it.to.days + near_days; }

std::vector<Decree> bare(std::vector<KeptDecree> const& decrees) {
  std::vector<Decree> out;
  for (auto const& it : decrees) out.push_back(it.it);
  return out;
}

// Nobody has said that it was hit, nor done anything for it.
bool is_potential(Case const& it) { return it.reached == CaseState::potential && !it.begun; }

bool is_wanted(Case const& it, DeadlineQuery const& query) {
  if (it.state == CaseState::nothing_to_do || (it.left_zone && is_untouched(it))) return false;
  if (!query.commune.empty() && it.commune != query.commune) return false;
  return (query.organisation.empty() || it.organisation == query.organisation) && (query.agent.empty() || it.agent == query.agent);
}

// Cases of a crisis with all that decides on their rights.
struct Ground {
  Crisis room;
  std::vector<Case> cases;
  std::unordered_map<std::string, RightAnswers> answers;
  std::unordered_map<std::string, std::set<std::string>> noted;
  struct Place {
    std::vector<std::string> codes;
    std::vector<Decree> decrees;
  };
  std::unordered_map<std::string, Place> places;  // by commune
};

Result<void> read_places(sql::Session& session, Ground& ground) {
  std::vector<std::string> communes;
  for (auto const& it : ground.cases)
    if (ground.places.try_emplace(it.commune).second) communes.push_back(it.commune);
  BASSIN_TRY(auto const decrees, decrees_about(session, communes, ground.room.facts.kind));
  for (auto& [commune, place] : ground.places) {
    place.codes = codes_of_ground(commune);
    for (auto const& it : decrees)
      if (std::binary_search(place.codes.begin(), place.codes.end(), it.it.commune)) place.decrees.push_back(it.it);
  }
  return {};
}

Result<Ground> ground_of(sql::Session& session, access::Reader const& reader, std::string const& crisis, DeadlineQuery const& query) {
  static std::string const statement =
      "select " + std::string(internal::case_columns) + " from crisis_case where crisis = :crisis order by id";
  Ground out;
  BASSIN_TRY(out.room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  for (auto const& row : rows)
    if (auto it = internal::case_of(row); is_wanted(it, query)) out.cases.push_back(std::move(it));
  BASSIN_TRY(out.answers, internal::last_answers_in(session, crisis));
  BASSIN_TRY(out.noted, internal::rights_noted(session, crisis));
  BASSIN_DO(read_places(session, out));
  return out;
}

// Those of one case that end in the days asked for.
std::vector<Deadline> ending(Ground const& ground, Case const& it, Known const& register_says, DeadlineQuery const& query, Date today) {
  static RightAnswers const nothing;
  auto const said = ground.answers.find(it.id);
  auto const noted = ground.noted.find(it.id);
  auto const& place = ground.places.at(it.commune);
  auto facts = circumstances_of(it, ground.room.facts.kind, began_on(ground.room), said == ground.answers.end() ? nothing : said->second,
                                register_says);
  facts.damage.former_communes = place.codes;
  std::vector<Deadline> out;
  for (auto const& right : rights_of(reference::crisis_rights(), facts.damage, facts.known, place.decrees, today)) {
    bool const waits = right.state == Right::State::open || right.state == Right::State::asks;
    std::string const id(right.rule->id);
    if (!waits || !right.until || right.until->days > today.days + query.days) continue;
    if ((noted != ground.noted.end() && noted->second.contains(id)) || (!query.right.empty() && query.right != id)) continue;
    out.push_back({it.id, it.business, it.commune, it.organisation, it.agent, it.state, id, *right.until, right.unknown});
  }
  return out;
}

}  // namespace

std::string_view id_of(FactSource source) {
  constexpr std::array<std::string_view, 3> ids{"said", "proposed", "worked_out"};
  return ids[static_cast<std::size_t>(source)];
}

Circumstances circumstances_of(Case const& it, Kind kind, Date began, RightAnswers const& answers, Known const& register_says) {
  Circumstances out;
  out.damage.commune = it.commune;
  out.damage.kind = kind;
  auto const hit = day_said(answers, RightQuestion::hit_on);
  out.day_said = hit.has_value();
  out.damage.on = hit.value_or(began);
  out.damage.standstill = day_said(answers, RightQuestion::standstill_on);
  for (std::size_t i = 0; i < right_question_count; ++i) {
    auto const question = static_cast<RightQuestion>(i);
    auto const condition = condition_of(question);
    if (!condition) continue;
    auto proposed = *condition == Condition::indirect ? indirect_by(it.entry) : std::nullopt;
    if (auto const found = register_says.find(*condition); found != register_says.end()) proposed = found->second;
    put(out, fact_of(*condition, answers, question, proposed));
  }
  auto direct = out.facts.back();  // indirect is the last question that is no day
  direct.condition = Condition::direct;
  if (direct.holds) direct.holds = !*direct.holds;
  put(out, direct);
  put(out, {Condition::in_77_78_91, in_77_78_91(it.commune), FactSource::worked_out});
  return out;
}

Result<CaseRights> rights_of_case(sql::Session& session, access::Reader const& reader, std::string const& id, Known const& register_says,
                                  Date today) {
  CaseRights out;
  BASSIN_TRY(auto const it, internal::readable_case(session, reader, id));
  out.it = it.it;
  BASSIN_TRY(out.answers, right_answers_of(session, reader, id));
  BASSIN_TRY(out.requests, internal::requests_on(session, id));
  auto facts = circumstances_of(it.it, it.room.facts.kind, began_on(it.room), last_of(out.answers), register_says);
  out.damage = std::move(facts.damage);
  out.damage.former_communes = codes_of_ground(out.it.commune);
  out.day_said = facts.day_said;
  out.facts = std::move(facts.facts);
  BASSIN_TRY(auto all, decrees_about(session, std::span(&out.it.commune, 1), it.room.facts.kind));
  for (auto& decree : all)
    if (is_near(decree.it, out.damage.on)) out.decrees.push_back(std::move(decree));
  auto const decrees = bare(out.decrees);
  out.rights = rights_of(reference::crisis_rights(), out.damage, facts.known, decrees, today);
  put_decree(out, decrees);
  return out;
}

Result<Deadlines> deadlines_of(sql::Session& session, access::Reader const& reader, std::string const& crisis, DeadlineQuery const& query,
                               Proposals const& proposals, Date today) {
  BASSIN_TRY(auto const ground, ground_of(session, reader, crisis, query));
  // The register is asked about few: those of whom a right ends as far as is known without it. It opens none that is closed without it.
  std::vector<Case const*> near;
  std::vector<std::string> businesses;
  for (auto const& it : ground.cases) {
    if (ending(ground, it, {}, query, today).empty()) continue;
    near.push_back(&it);
    businesses.push_back(it.business);
  }
  BASSIN_TRY(auto const says, proposals(businesses));
  Deadlines out;
  for (auto const* it : near) {
    auto const found = says.find(it->business);
    auto some = ending(ground, *it, found == says.end() ? Known{} : found->second, query, today);
    if (is_potential(*it) && !query.potential)
      out.left_out += some.size();
    else
      out.all.insert(out.all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  std::sort(out.all.begin(), out.all.end(),
            [](auto const& a, auto const& b) { return std::tie(a.until, a.record, a.right) < std::tie(b.until, b.record, b.right); });
  out.total = out.all.size();
  out.all.erase(out.all.begin(), out.all.begin() + static_cast<std::ptrdiff_t>(std::min(out.all.size(), query.from)));
  out.all.resize(std::min(out.all.size(), query.limit));
  return out;
}

}  // namespace bassin::crisis
