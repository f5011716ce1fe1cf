#include "crisis/after_due.h"

#include <algorithm>
#include <unordered_map>

#include "base/months.h"
#include "base/paris_time.h"
#include "crisis/findings.h"
#include "crisis/internal/after_rows.h"
#include "crisis/internal/rooms.h"
#include "crisis/situation.h"

namespace bassin::crisis {

namespace {

using base::Date;
using base::Result;

Date due_day(Date hit, int term) { return base::plus_months(hit, term); }

std::size_t place_of(int term) { return static_cast<std::size_t>(std::find(terms.begin(), terms.end(), term) - terms.begin()); }

// Whose a case is: of a closed room, one in nobody's hand is its who was named when it was closed, else its who opened it.
constexpr std::string_view whose = "coalesce(k.organisation, c.follows_on, case when c.state = 'closed' then c.organisation end)";

// Words by the case and the place of their term.
using Words = std::unordered_map<std::string, std::array<std::optional<AfterFacts>, terms.size()>>;

Words words_in(std::vector<sql::Row> const& rows) {
  Words out;
  for (auto const& row : rows) {
    auto word = internal::after_of(row);
    out[word.record][place_of(word.facts.term)] = std::move(word.facts);
  }
  return out;
}

std::string columns_of_words() {
  auto out = "a." + std::string(internal::after_columns);
  for (auto at = out.find(", "); at != std::string::npos; at = out.find(", ", at + 2)) out.insert(at + 2, "a.");
  return out;
}

// The last term that has come and was told neither at its time nor since; nothing where its last word is that it has ceased.
std::optional<int> term_due(std::array<std::optional<AfterFacts>, terms.size()> const& words, Date hit, Date until) {
  for (std::size_t i = terms.size(); i-- > 0;) {
    if (words[i]) return std::nullopt;
    if (due_day(hit, terms[i]) > until) continue;
    for (std::size_t before = i; before-- > 0;)
      if (words[before]) return words[before]->fares == Fares::ceased ? std::nullopt : std::optional(terms[i]);
    return terms[i];
  }
  return std::nullopt;
}

std::optional<Fares> last_of(std::array<std::optional<AfterFacts>, terms.size()> const& words) {
  for (std::size_t i = words.size(); i-- > 0;)
    if (words[i]) return words[i]->fares;
  return std::nullopt;
}

std::uint64_t nearest(std::uint64_t count) { return (count + told_step / 2) / told_step * told_step; }

// Jobs as decision 45 tells persons: of told_least answers up, in steps, no case counting for more than one.
void tell_jobs(TermFigures& it) {
  bool const told = nearest(it.jobs_known) >= told_least;
  it.jobs = told ? (it.jobs_capped + persons_cap / 2) / persons_cap * persons_cap : 0;
  it.jobs_capped = 0;
  if (!told) it.jobs_known = 0;
}

Terms rounded(Terms all) {
  for (auto& it : all) {
    tell_jobs(it);
    for (auto* const figure : {&it.due, &it.followed, &it.reopened, &it.closed, &it.lost, &it.unknown, &it.jobs_known})
      *figure = nearest(*figure);
    for (auto& word : it.words) word = nearest(word);
  }
  return all;
}

}  // namespace

Result<Due> due_words(sql::Session& session, access::Reader const& reader, DueQuery const& query, Date today) {
  if (!query.crisis.empty()) {
    BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, query.crisis));
  }
  Due out;
  if (!access::allows(reader, access::Need::see_personal)) return out;
  static std::string const where =
      " from crisis_case k join crisis c on c.id = k.crisis join crisis_member m on m.crisis = c.id and m.organisation = :me and "
      "m.joined_at "
      "is not null and m.left_at is null where c.anonymised = 0 and (c.id = :crisis or (:crisis = '' and c.exercise = 0)) and "
      "(:organisation = '' or " +
      std::string(whose) +
      " = :organisation) and (:agent = '' or k.agent = :agent or (:nobodys = 1 and k.agent is null and c.state = 'closed')) and "
      "k.state <> 'closed_for_good' and " +
      std::string(internal::was_hit);
  static std::string const of_cases = "select k.id, k.crisis, c.title, c.began_at, k.business, k.commune, " + std::string(whose) +
                                      " as organisation, k.agent, k.state, " + std::string(internal::hit_said) + " as hit" + where;
  static std::string const of_words = "select " + columns_of_words() + " from crisis_after a where a.record in (select k.id" + where + ")";
  auto const ask = [&](std::string const& statement) {
    return session.rows(statement, {{"me", reader.organisation},
                                    {"crisis", query.crisis},
                                    {"organisation", query.organisation},
                                    {"agent", query.agent},
                                    {"nobodys", query.nobodys ? 1 : 0}});
  };
  BASSIN_TRY(auto const cases, ask(of_cases));
  BASSIN_TRY(auto const said, ask(of_words));
  auto const words = words_in(said);
  static std::array<std::optional<AfterFacts>, terms.size()> const none;
  for (auto const& row : cases) {
    auto const id = row.text("id");
    auto const known = words.find(id);
    auto const& of_it = known == words.end() ? none : known->second;
    auto const hit = hit_day(row.optional_text("hit"), base::parse_instant(row.text("began_at")).value_or(base::Instant{}));
    auto const term = term_due(of_it, hit, Date{today.days + query.ahead});
    if (!term) continue;
    auto const on = due_day(hit, *term);
    bool const late = today.days > on.days + late_after;
    out.late += late ? 1U : 0U;
    out.all.push_back({id, row.text("crisis"), row.text("title"), row.text("business"), row.text("commune"),
                       row.optional_text("organisation").value_or(""), row.optional_text("agent").value_or(""),
                       parse_case_state(row.text("state")).value_or(CaseState::reported), *term, on, late, last_of(of_it)});
  }
  std::sort(out.all.begin(), out.all.end(),
            [](DueWord const& a, DueWord const& b) { return std::tie(a.on, a.record) < std::tie(b.on, b.record); });
  out.total = out.all.size();
  if (out.all.size() > query.limit) out.all.resize(query.limit);
  return out;
}

void TermFigures::add(TermFigures const& it) {
  due += it.due;
  followed += it.followed;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] += it.words[i];
  reopened += it.reopened;
  closed += it.closed;
  lost += it.lost;
  unknown += it.unknown;
  jobs_known += it.jobs_known;
  jobs += it.jobs;
  jobs_capped += it.jobs_capped;
}

std::optional<Date> Track::reopened_on() const {
  std::optional<Date> out;
  for (auto const& word : words)
    if (word && word->reopened_on) out = word->reopened_on;  // the last that was said
  if (out) return out;
  for (auto const& word : words)
    if (!out && word && trades(word->fares)) out = word->on;
  if (state == CaseState::reopened && ended && (!out || *ended < *out)) out = ended;
  return out;
}

Result<std::vector<Track>> tracks_of(sql::Session& session, std::string const& crisis) {
  static std::string const of_cases =
      "select k.id, k.business, k.commune, k.state, c.began_at, " + std::string(internal::hit_said) +
      " as hit, (select max(s.at) from crisis_step s where s.record = k.id and s.to_state = k.state) as stepped from crisis_case k join "
      "crisis c on c.id = k.crisis where k.crisis = :crisis and " +
      std::string(internal::was_hit) + " order by k.id";
  static std::string const of_words =
      "select " + columns_of_words() + " from crisis_after a join crisis_case k on k.id = a.record where k.crisis = :crisis";
  BASSIN_TRY(auto const cases, session.rows(of_cases, {{"crisis", crisis}}));
  BASSIN_TRY(auto const said, session.rows(of_words, {{"crisis", crisis}}));
  auto words = words_in(said);
  std::vector<Track> out;
  for (auto const& row : cases) {
    Track it;
    it.record = row.text("id");
    it.business = row.text("business");
    it.commune = row.text("commune");
    it.state = parse_case_state(row.text("state")).value_or(CaseState::reported);
    it.hit = hit_day(row.optional_text("hit"), base::parse_instant(row.text("began_at")).value_or(base::Instant{}));
    auto const stepped = base::parse_instant(row.optional_text("stepped").value_or(""));
    if (is_end(it.state) && stepped) it.ended = base::paris_time(*stepped).day;
    if (auto const known = words.find(it.record); known != words.end()) it.words = std::move(known->second);
    out.push_back(std::move(it));
  }
  return out;
}

Terms terms_of(Track const& it, Date today) {
  Terms out;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    auto const day = due_day(it.hit, terms[i]);
    auto const& word = it.words[i];
    if (!word && day > today) continue;
    auto& figures = out[i];
    figures.due = 1;
    bool const ended = it.ended && *it.ended <= day;
    if (word) {
      figures.followed = 1;
      figures.words[static_cast<std::size_t>(word->fares)] = 1;
      if (word->jobs) figures.jobs_known = 1, figures.jobs = *word->jobs, figures.jobs_capped = std::min(*word->jobs, persons_cap);
      (word->fares == Fares::ceased ? figures.lost : trades(word->fares) ? figures.reopened : figures.closed) = 1;
    } else if (ended && it.state == CaseState::closed_for_good) {
      figures.lost = 1;
    } else if (ended && it.state == CaseState::reopened) {
      figures.reopened = 1;
    } else {
      figures.unknown = 1;
    }
  }
  return out;
}

AfterFigures figures_after(std::vector<Track> const& tracks, Date today) {
  AfterFigures out;
  for (auto const& it : tracks) {
    auto const own = terms_of(it, today);
    auto& there = out.by_commune[it.commune];
    for (std::size_t i = 0; i < terms.size(); ++i) {
      out.all[i].add(own[i]);
      there[i].add(own[i]);
    }
    ++out.hit;
    out.lost += it.state == CaseState::closed_for_good ? 1U : 0U;
    bool const ceased = it.state != CaseState::closed_for_good && last_of(it.words) == Fares::ceased;
    out.proposed += ceased ? 1U : 0U;
  }
  return out;
}

AfterFigures told_to_all(AfterFigures const& figures) {
  AfterFigures out;
  out.all = rounded(figures.all);
  for (auto const& [commune, it] : figures.by_commune)
    if (auto const one = rounded(it); one != Terms{}) out.by_commune[commune] = one;  // a line of nothing tells that there is something
  out.hit = nearest(figures.hit);
  out.lost = nearest(figures.lost);
  out.proposed = nearest(figures.proposed);
  return out;
}

Result<AfterFigures> after_figures(sql::Session& session, access::Reader const& reader, std::string const& crisis, Date today) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_crisis(session, reader, crisis));
  BASSIN_TRY(auto const in, is_in(session, reader, crisis));
  if (!in) return base::Error("crisis.unknown", {{"id", crisis}});
  BASSIN_TRY(auto const tracks, tracks_of(session, crisis));
  return figures_after(tracks, today);
}

}  // namespace bassin::crisis
