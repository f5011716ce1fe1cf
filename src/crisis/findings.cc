#include "crisis/findings.h"

#include <algorithm>
#include <string>
#include <vector>

#include "crisis/internal/findings_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using base::Result;

// Cases on the list, as Figures::add() takes them.
constexpr std::string_view listed =
    "k.crisis = :crisis and (k.left_zone is null or not (k.state = 'potential' and k.reached = 'potential' and k.trading = 'unknown' and "
    "k.priority is null and k.organisation is null and k.begun = 0))";

// Answers that hold, one row for each case, question and item.
std::string held(std::string_view questions) {
  return "select k.id as record, k.state, a.question, a.item, a.standing, a.coded, coalesce(a.certainty, '') as certainty, a.amount, "
         "coalesce(a.amount_to, a.amount) as upper, case when a.certainty is not null and a.amount_to is null then 1 else 0 end as endless "
         "from crisis_case k join damage_report r on r.record = k.id join damage_answer a on a.report = r.id where " +
         std::string(listed) + " and a.present = 1 and a.question in (" + std::string(questions) + ")";
}

std::string capped(std::string_view value, std::string_view cap) {
  auto const text = std::string(value);
  return "cast(coalesce(sum(case when " + text + " > " + std::string(cap) + " then " + std::string(cap) + " else " + text +
         " end), 0) as bigint)";
}
std::string total(std::string_view value) { return "cast(coalesce(sum(" + std::string(value) + "), 0) as bigint)"; }

std::uint64_t count_in(sql::Row const& row, std::string_view column) { return static_cast<std::uint64_t>(row.integer(column)); }

std::uint64_t& of(Answered& cases, std::string const& standing) {
  auto const which = parse_standing(standing).value_or(Standing::unknown);
  return which == Standing::given ? cases.given : which == Standing::refused ? cases.refused : cases.unknown;
}

void add(Amount& to, std::int64_t what) { to = to.value_or(0) + what; }

void add_loss(Loss& loss, sql::Row const& row) {
  auto const cases = count_in(row, "cases");
  of(loss.cases, row.text("standing")) += cases;
  auto const certainty = parse_certainty(row.text("certainty"));
  if (!certainty) return;
  for (auto* const sum : {&loss.sum, &loss.by_certainty.at(static_cast<std::size_t>(*certainty))}) {
    sum->cases += cases;
    add(sum->from, row.integer("at_least"));
    add(sum->to, row.integer("at_most"));
    sum->endless += count_in(row, "endless");
  }
  loss.capped_from += row.integer("capped_from");
  loss.capped_to += row.integer("capped_to");
}

void add_headcount(Headcount& it, sql::Row const& row) {
  of(it.cases, row.text("standing")) += count_in(row, "cases");
  add(it.sum, row.integer("at_least"));
  it.capped += row.integer("capped_from");
}

// One statement for all questions: cells of those who answered alike.
Result<void> read_answers(sql::Session& session, std::string const& crisis, Findings& out) {
  static std::string const statement =
      "select question, item, standing, choice, certainty, ended, count(*) as cases, " + total("amount") + " as at_least, " +
      total("upper") + " as at_most, cast(sum(endless) as bigint) as endless, " + capped("amount", "cap") + " as capped_from, " +
      capped("upper", "cap") +
      " as capped_to from (select h.*, case when question in ('short_time_work', 'urgent_need') then coded else '' end as choice, case "
      "when "
      "state in ('reopened', 'closed_for_good', 'nothing_to_do') then 1 else 0 end as ended, case when question in ('employees', "
      "'stopped') then " +
      std::to_string(persons_cap) + " else " + std::to_string(loss_cap) + " end as cap from (" +
      held("'damage', 'turnover_loss', 'employees', 'stopped', 'short_time_work', 'urgent_need'") +
      ") h) t group by question, item, standing, choice, certainty, ended";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  for (auto const& row : rows) {
    auto const question = row.text("question"), item = row.text("item"), standing = row.text("standing");
    bool const given = standing == id_of(Standing::given);
    auto const choice = given ? row.text("choice") : standing;
    if (question == "employees") add_headcount(out.employees, row);
    if (question == "stopped") add_headcount(out.stopped, row);
    if (question == "short_time_work") out.short_time[choice] += count_in(row, "cases");
    if (question == "urgent_need" && given && choice != "none" && row.integer("ended") == 0) out.needs[choice] += count_in(row, "cases");
    if (question == turnover_loss) add_loss(out.losses[question], row);
    if (question == whole_damage && !item.empty()) add_loss(out.losses[item], row);
  }
  return {};
}

// Who said of the damage as a whole that nobody knows it, or would not say, said so of each heading that they do not name.
Result<void> read_silences(sql::Session& session, std::string const& crisis, Findings& out) {
  static std::string const statement =
      "with h as (" + held("'damage'") +
      ") select w.standing, '' as item, count(*) as cases from h w where w.item = '' group by w.standing union all select w.standing, "
      "n.item, count(*) from h w join h n on n.record = w.record and n.item <> '' where w.item = '' group by w.standing, n.item";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  auto const headings = question_of(whole_damage)->items;
  for (auto const& row : rows) {
    if (!row.text("item").empty()) continue;
    for (auto const heading : headings)
      if (!is_of_farms(whole_damage, heading)) of(out.losses[std::string(heading)].cases, row.text("standing")) += count_in(row, "cases");
  }
  for (auto const& row : rows)
    if (auto const item = row.text("item"); !item.empty() && !is_of_farms(whole_damage, item))
      of(out.losses[item].cases, row.text("standing")) -= count_in(row, "cases");
  return {};
}

// All headings of damage together, case by case.
Result<void> read_whole(sql::Session& session, std::string const& crisis, Findings& out) {
  static std::string const statement =
      "with h as (" + held("'damage'") +
      "), c as (select record, max(case when standing = 'given' then 2 when standing = 'refused' then 1 else 0 end) as most, sum(amount) "
      "as amount, sum(upper) as upper, max(endless) as endless from h group by record) select case most when 2 then 'given' when 1 then "
      "'refused' else 'unknown' end as standing, '' as certainty, count(*) as cases, " +
      total("amount") + " as at_least, " + total("upper") + " as at_most, cast(sum(endless) as bigint) as endless, " +
      capped("amount", std::to_string(loss_cap)) + " as capped_from, " + capped("upper", std::to_string(loss_cap)) +
      " as capped_to from c group by most union all select 'given', certainty, count(distinct record), " + total("amount") + ", " +
      total("upper") +
      ", count(distinct case when endless = 1 then record end), 0, 0 from h where standing = 'given' and certainty <> '' group by "
      "certainty";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  if (rows.empty()) return {};
  auto& loss = out.losses[std::string(whole_damage)];
  for (auto const& row : rows) {
    auto const cases = count_in(row, "cases");
    Sum const sum{cases, row.integer("at_least"), row.integer("at_most"), count_in(row, "endless")};
    if (auto const certainty = parse_certainty(row.text("certainty"))) {
      loss.by_certainty.at(static_cast<std::size_t>(*certainty)) = sum;
      continue;
    }
    of(loss.cases, row.text("standing")) += cases;
    if (row.text("standing") != id_of(Standing::given)) continue;
    loss.sum = sum;
    loss.capped_from = row.integer("capped_from");
    loss.capped_to = row.integer("capped_to");
  }
  return {};
}

std::string aid_sums(std::string const& name) {
  auto const cap = std::to_string(aid_cap);
  auto const from = name + "_from", to = name + "_to";
  return "cast(sum(" + name + ") as bigint) as " + name + ", cast(sum(case when " + name + " = 1 then 1 else 0 end * case when " + from +
         " is null then 0 else 1 end) as bigint) as " + name + "_priced, " + total(from) + " as " + from + ", " + total(to) + " as " + to +
         ", " + capped(from, cap) + " as " + name + "_capped_from, " + capped(to, cap) + " as " + name + "_capped_to";
}

AidSum aid_sum(sql::Row const& row, std::string const& name) {
  return {count_in(row, name),       count_in(row, name + "_priced"),    row.integer(name + "_from"),
          row.integer(name + "_to"), row.integer(name + "_capped_from"), row.integer(name + "_capped_to")};
}

// What was noted of a case goes before what its reports say of the same aid. Nothing granted is a refusal.
Result<void> read_aid(sql::Session& session, std::string const& crisis, Findings& out) {
  auto const amount = [](std::string const& question) {
    auto const one = [&](std::string const& column) {
      return "max(case when question = '" + question + "' and standing = 'given' then " + column + " end)";
    };
    return one("amount") + " as " + question + "_from, " + one("upper") + " as " + question + "_to, " + one("1") + " as " + question +
           "_there";
  };
  static std::string const statement =
      "with h as (" + held("'aid_asked', 'aid_granted', 'aid_paid'") + "), said as (select record, item, " + amount("aid_asked") + ", " +
      amount("aid_granted") + ", " + amount("aid_paid") +
      " from h where item <> '' group by record, item), lines as (select q.right_id, 1 as asked, q.asked as asked_from, q.asked as "
      "asked_to, case q.decision when 'granted' then 1 else 0 end as granted, q.granted as granted_from, q.granted as granted_to, case "
      "q.decision when 'refused' then 1 else 0 end as refused, case when q.paid_on is null then 0 else 1 end as paid, q.paid as paid_from, "
      "q.paid as paid_to from crisis_request q join crisis_case k on k.id = q.record where k.crisis = :crisis union all select s.item, 1, "
      "aid_asked_from, aid_asked_to, case when aid_granted_there = 1 and aid_granted_to > 0 then 1 else 0 end, aid_granted_from, "
      "aid_granted_to, case when aid_granted_there = 1 and aid_granted_to = 0 then 1 else 0 end, case when aid_paid_there = 1 and "
      "aid_paid_to > 0 then 1 else 0 end, aid_paid_from, aid_paid_to from said s where coalesce(aid_asked_there, aid_granted_there, "
      "aid_paid_there, 0) = 1 and not exists (select 1 from crisis_request q where q.record = s.record and q.right_id = s.item)) select "
      "right_id, cast(sum(refused) as bigint) as refused, " +
      aid_sums("asked") + ", " + aid_sums("granted") + ", " + aid_sums("paid") + " from lines group by right_id";
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  for (auto const& row : rows)
    out.aid[row.text("right_id")] = {aid_sum(row, "asked"), aid_sum(row, "granted"), aid_sum(row, "paid"), count_in(row, "refused")};
  return {};
}

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms;

Word word_of(std::uint64_t cases, std::vector<std::int64_t> minutes) {
  Word out{cases, minutes.size(), {}, {}};
  if (minutes.empty()) return out;
  std::sort(minutes.begin(), minutes.end());
  out.newest = minutes.front();
  out.median = minutes[(minutes.size() - 1) / 2];
  return out;
}

Result<void> read_words(sql::Session& session, std::string const& crisis, base::Instant now, Findings& out) {
  static std::string const statement =
      "select k.state, k.reached, k.trading_at as traded, (select max(s.at) from crisis_step s where s.record = k.id) as stepped, (select "
      "max(r.holds_from) from damage_report r where r.record = k.id and r.state = 'matched') as reported, (select max(s.at) from "
      "crisis_said s where s.record = k.id) as said, (select max(q.changed_at) from crisis_request q where q.record = k.id) as asked from "
      "crisis_case k where " +
      std::string(listed);
  BASSIN_TRY(auto const rows, session.rows(statement, {{"crisis", crisis}}));
  std::map<CaseState, std::pair<std::uint64_t, std::vector<std::int64_t>>> by_state;
  for (auto const& row : rows) {
    auto const state = parse_case_state(row.text("state")).value_or(CaseState::potential);
    auto& [cases, minutes] = by_state[state];
    ++cases;
    ++out.cases;
    std::string last;
    for (auto const* const one : {"traded", "stepped", "reported", "said", "asked"})
      last = std::max(last, row.optional_text(one).value_or(""));
    auto const at = base::parse_instant(last);
    auto const ago = at ? std::max<std::int64_t>(0, now.ms - at->ms) : 0;
    if (at) minutes.push_back(ago / minute_ms);
    bool const reported = parse_case_state(row.text("reached")).value_or(CaseState::potential) >= CaseState::reported;
    if (!is_end(state) && reported && (!at || ago >= silent_hours * hour_ms)) ++out.silent;
  }
  for (auto& [state, found] : by_state) out.words[state] = word_of(found.first, std::move(found.second));
  return {};
}

}  // namespace

Result<Findings> findings_of(sql::Session& session, access::Reader const& reader, std::string const& crisis, base::Instant now) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  return internal::findings_in(session, crisis, now);
}

namespace internal {

Result<Findings> findings_in(sql::Session& session, std::string const& crisis, base::Instant now) {
  Findings out;
  BASSIN_DO(read_answers(session, crisis, out));
  BASSIN_DO(read_silences(session, crisis, out));
  BASSIN_DO(read_whole(session, crisis, out));
  BASSIN_DO(read_aid(session, crisis, out));
  BASSIN_DO(read_words(session, crisis, now, out));
  return out;
}

}  // namespace internal

}  // namespace bassin::crisis
