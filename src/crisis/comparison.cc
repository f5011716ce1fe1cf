#include "crisis/comparison.h"

#include <algorithm>
#include <set>

#include "base/paris_time.h"
#include "crisis/after_due.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/findings_rows.h"
#include "crisis/situation.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

// Figures on their way, with the days that medians are of.
struct Gathering {
  ComparedFigures figures;
  std::vector<std::int64_t> contact, reopening;

  [[nodiscard]] ComparedFigures done() const {
    auto out = figures;
    out.contact = delay_of(contact);
    out.reopening = delay_of(reopening);
    return out;
  }
  void add(Gathering const& it) {
    figures.listed += it.figures.listed;
    figures.hit += it.figures.hit;
    figures.contacted += it.figures.contacted;
    figures.visited += it.figures.visited;
    figures.reopened += it.figures.reopened;
    figures.lost += it.figures.lost;
    contact.insert(contact.end(), it.contact.begin(), it.contact.end());
    reopening.insert(reopening.end(), it.reopening.begin(), it.reopening.end());
  }
};
using ByCommune = std::map<std::string, Gathering>;

bool reached(CaseState furthest, CaseState stage) { return furthest >= stage; }

// Those on the list, as is_untouched() says of who left it.
Result<ByCommune> listed_in(sql::Session& session, std::string const& crisis) {
  static std::string const statement =
      "select " + std::string(internal::case_columns) +
      " from crisis_case where crisis = :crisis and (left_zone is null or not (state = 'potential' and reached = 'potential' and trading = "
      "'unknown' and priority is null and organisation is null and begun = 0))";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  ByCommune out;
  for (auto const& row : rows) {
    auto const it = internal::case_of(row);
    auto& figures = out[it.commune].figures;
    ++figures.listed;
    figures.contacted += reached(it.reached, CaseState::contacted) ? 1U : 0U;
    figures.visited += reached(it.reached, CaseState::visited) ? 1U : 0U;
    figures.lost += it.state == CaseState::closed_for_good ? 1U : 0U;
  }
  return out;
}

// When each case was first reached, where it still counts as that.
Result<std::map<std::string, base::Date>> contacts_in(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select k.id, min(s.at) as at from crisis_step s join crisis_case k on k.id = s.record where k.crisis = :crisis and "
                   "s.to_state in ('contacted', 'visited', 'qualified', 'filed') and k.reached in ('contacted', 'visited', "
                   "'qualified', 'filed') group by k.id",
                   {{"crisis", crisis}}));
  std::map<std::string, base::Date> out;
  for (auto const& row : rows)
    if (auto const at = base::parse_instant(row.text("at"))) out.emplace(row.text("id"), base::paris_time(*at).day);
  return out;
}

std::int64_t days_between(base::Date from, base::Date to) { return std::max<std::int64_t>(0, to.days - from.days); }

void add_track(Gathering& out, Track const& it, std::map<std::string, base::Date> const& contacts) {
  ++out.figures.hit;
  if (auto const at = contacts.find(it.record); at != contacts.end()) out.contact.push_back(days_between(it.hit, at->second));
  if (it.state == CaseState::closed_for_good) return;
  // The last word holds: who opened and closed again is not open.
  std::optional<bool> open;
  for (auto const& word : it.words)
    if (word) open = trades(word->fares);
  auto const on = it.reopened_on();
  if (!open.value_or(on.has_value())) return;
  ++out.figures.reopened;
  if (on) out.reopening.push_back(days_between(it.hit, *on));
}

struct Read {
  ComparedCrisis it;
  ByCommune by_commune;
  std::vector<Track> tracks;
};
Result<Read> read_one(sql::Session& session, Crisis const& crisis, base::Instant now) {
  Read out;
  out.it.crisis = crisis;
  BASSIN_TRY(out.by_commune, listed_in(session, crisis.id));
  BASSIN_TRY(auto const contacts, contacts_in(session, crisis.id));
  BASSIN_TRY(out.tracks, tracks_of(session, crisis.id));
  for (auto const& track : out.tracks) add_track(out.by_commune[track.commune], track, contacts);
  BASSIN_TRY(auto const findings, internal::findings_in(session, crisis.id, now));
  out.it.losses = findings.losses;
  Gathering all;
  for (auto const& [commune, it] : out.by_commune) {
    all.add(it);
    out.it.by_commune.emplace(commune, it.done());
  }
  out.it.all = all.done();
  return out;
}

std::set<std::string> shared_communes(std::vector<Read> const& all) {
  std::set<std::string> out;
  for (auto const& [commune, it] : all.front().by_commune)
    if (std::all_of(all.begin(), all.end(), [&](Read const& one) { return one.by_commune.contains(commune); })) out.insert(commune);
  return out;
}

std::vector<HitAgain> hit_again(std::vector<Read> const& all) {
  std::map<std::string, HitAgain> by_business;
  for (auto const& read : all) {
    if (read.it.crisis.anonymised) continue;
    for (auto const& track : read.tracks) {
      auto& it = by_business[track.business];
      it.business = track.business;
      it.commune = track.commune;
      it.cases[read.it.crisis.id] = track.record;
    }
  }
  std::vector<HitAgain> out;
  for (auto& [business, it] : by_business)
    if (it.cases.size() > 1) out.push_back(std::move(it));
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.cases.size() > b.cases.size(); });
  return out;
}

Result<std::vector<Crisis>> readable(sql::Session& session, access::Reader const& reader, std::vector<std::string> const& ids) {
  bool const once = std::set<std::string>(ids.begin(), ids.end()).size() == ids.size();
  if (ids.size() < compared_least || ids.size() > compared_most || !once)
    return Error("crisis.bad_value", {{"field", "crises"}, {"allowed", "2…6"}});
  std::vector<Crisis> out;
  for (auto const& id : ids) {
    BASSIN_TRY(auto it, find_crisis(session, reader, id));
    BASSIN_TRY(auto const in, is_in(session, reader, id));
    if (!in) return Error("crisis.unknown", {{"id", id}});
    out.push_back(std::move(it));
  }
  bool const mixed = std::any_of(out.begin(), out.end(), [&](Crisis const& it) { return it.facts.exercise != out.front().facts.exercise; });
  if (mixed) return Error("crisis.mixed");
  std::sort(out.begin(), out.end(), [](Crisis const& a, Crisis const& b) { return a.facts.began_at < b.facts.began_at; });
  return out;
}

Delay told(Delay it) {
  it.cases = told_count(it.cases);
  if (it.cases < told_least) it.median.reset();
  return it;
}
ComparedFigures told(ComparedFigures it) {
  for (auto* const one : {&it.listed, &it.hit, &it.contacted, &it.visited, &it.reopened, &it.lost}) *one = told_count(*one);
  it.contact = told(it.contact);
  it.reopening = told(it.reopening);
  return it;
}

}  // namespace

Delay delay_of(std::vector<std::int64_t> days) {
  if (days.empty()) return {};
  auto const middle = days.begin() + static_cast<std::ptrdiff_t>((days.size() - 1) / 2);
  std::nth_element(days.begin(), middle, days.end());
  return {days.size(), *middle};
}

Result<Comparison> compare(sql::Session& session, access::Reader const& reader, std::vector<std::string> const& crises, base::Instant now) {
  BASSIN_TRY(auto const rooms, readable(session, reader, crises));
  std::vector<Read> all;
  for (auto const& room : rooms) {
    BASSIN_TRY(auto one, read_one(session, room, now));
    all.push_back(std::move(one));
  }
  auto const shared = shared_communes(all);
  Comparison out;
  out.again = hit_again(all);
  out.hit_again = out.again.size();
  for (auto& one : all) {
    Gathering sum;
    for (auto const& commune : shared) sum.add(one.by_commune.at(commune));
    one.it.shared = sum.done();
    out.crises.push_back(std::move(one.it));
  }
  return access::allows(reader, access::Need::see_personal) ? out : told_to_all(std::move(out));
}

Comparison told_to_all(Comparison it) {
  it.rounded = true;
  it.again.clear();
  it.hit_again = told_count(it.hit_again);
  for (auto& one : it.crises) {
    one.all = told(one.all);
    one.shared = told(one.shared);
    std::map<std::string, ComparedFigures> communes;
    for (auto const& [commune, figures] : one.by_commune)
      if (auto const rounded = told(figures); rounded != ComparedFigures{}) communes.emplace(commune, rounded);
    one.by_commune = std::move(communes);
    Findings losses;
    losses.losses = std::move(one.losses);
    one.losses = told_to_all(losses).losses;
  }
  return it;
}

}  // namespace bassin::crisis
