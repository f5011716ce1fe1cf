#include "crisis/right_answers.h"

#include <array>
#include <set>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/paris_time.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/right_answer_rows.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;
using reference::Condition;

constexpr std::array<std::string_view, right_question_count> questions{
    "insured", "loss_cover", "employer", "under_50", "craft", "independent", "farm", "indirect", "hit_on", "standstill_on"};
constexpr std::array<Condition, 8> conditions{Condition::insured, Condition::loss_cover,  Condition::employer, Condition::under_50,
                                              Condition::craft,   Condition::independent, Condition::farm,     Condition::indirect};
constexpr std::string_view columns = "record, question, number, value, organisation, agent, at";

bool is_day(RightQuestion question) { return !condition_of(question); }

RightAnswer answer_of(sql::Row const& row) {
  RightAnswer out;
  out.question = parse_right_question(row.text("question")).value_or(RightQuestion::insured);
  out.number = row.integer("number");
  out.value = row.text("value");
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.at = row.text("at");
  return out;
}

std::string json_of(RightAnswers const& all) {
  access::Json out = access::Json::object();
  for (auto const& [question, it] : all) out[std::string(id_of(question))] = it.value;
  return access::text_of(out);
}

// No business is hit ahead of today, nor before anything that the rules speak of.
Result<void> check(Said const& it, base::Date today) {
  auto const field = std::string(id_of(it.question));
  if (it.value == "unknown") return {};
  if (!is_day(it.question)) {
    if (it.value == "yes" || it.value == "no") return {};
    return Error("crisis.bad_value", {{"field", field}, {"allowed", "yes, no, unknown"}});
  }
  auto const day = base::parse_date(it.value);
  if (day && *day <= today && *day >= base::make_date(1990, 1, 1)) return {};
  return Error("crisis.bad_value", {{"field", field}, {"allowed", "1990-01-01 … " + to_iso(today) + ", unknown"}});
}

Result<void> check_all(std::span<Said const> said, base::Date today) {
  std::set<RightQuestion> seen;
  for (auto const& it : said) {
    BASSIN_DO(check(it, today));
    if (!seen.insert(it.question).second) return Error("crisis.bad_value", {{"field", std::string(id_of(it.question))}, {"allowed", "1"}});
  }
  return {};
}

Result<void> write(sql::Session& session, Act const& act, std::string const& id, RightAnswer const& it) {
  return session.run(
      "insert into crisis_said (record, question, number, value, organisation, agent, at) values (:record, :question, "
      ":number, :value, :organisation, :agent, :at)",
      {{"record", id},
       {"question", id_of(it.question)},
       {"number", it.number},
       {"value", it.value},
       {"organisation", act.reader.organisation},
       {"agent", act.reader.agent},
       {"at", it.at}});
}

}  // namespace

std::string_view id_of(RightQuestion question) { return questions[static_cast<std::size_t>(question)]; }
std::optional<RightQuestion> parse_right_question(std::string_view id) { return base::parse_id<RightQuestion>(questions, id); }
std::optional<Condition> condition_of(RightQuestion question) {
  auto const place = static_cast<std::size_t>(question);
  return place < conditions.size() ? std::optional(conditions[place]) : std::nullopt;
}

std::optional<bool> RightAnswer::holds() const {
  if (is_day(question) || value == "unknown") return std::nullopt;
  return value == "yes";
}
std::optional<base::Date> RightAnswer::day() const { return is_day(question) ? base::parse_date(value) : std::nullopt; }

Result<RightAnswers> say_of_case(sql::Session& session, Act const& act, std::string const& id, std::span<Said const> said) {
  BASSIN_TRY(auto const found, internal::writable_case(session, act.reader, id));
  auto const now = base::to_iso(act.actor.at);
  BASSIN_DO(internal::check_line(found.it, act.reader, now));
  BASSIN_DO(check_all(said, base::paris_time(act.actor.at).day));
  BASSIN_TRY(auto const before, internal::last_answers(session, id));
  auto after = before;
  for (auto const& it : said) {
    auto& last = after[it.question];
    if (last.number != it.number && last.value != it.value) return Error("crisis.changed", {{"now", json_of(before)}});
    if (last.value == it.value) continue;
    last = {it.question, last.number + 1, it.value, act.reader.organisation, act.reader.agent, now};
    BASSIN_DO(write(session, act, id, last));
  }
  if (json_of(before) == json_of(after)) return after;
  BASSIN_DO(internal::set_begun(session, id));
  BASSIN_DO(access::record(session, act, "crisis_case.answered", "crisis_case", id, json_of(before), json_of(after)));
  return after;
}

Result<std::vector<RightAnswer>> right_answers_of(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, id));
  BASSIN_TRY(
      auto const rows,
      session.rows("select " + std::string(columns) + " from crisis_said where record = :id order by at, question, number", {{"id", id}}));
  std::vector<RightAnswer> out;
  for (auto const& row : rows) out.push_back(answer_of(row));
  return out;
}

RightAnswers last_of(std::vector<RightAnswer> const& all) {
  RightAnswers out;
  for (auto const& it : all)
    if (auto& last = out[it.question]; last.number < it.number) last = it;
  return out;
}

namespace internal {

Result<RightAnswers> last_answers(sql::Session& session, std::string const& record) {
  BASSIN_TRY(auto const rows, session.rows("select " + std::string(columns) + " from crisis_said where record = :id", {{"id", record}}));
  std::vector<RightAnswer> all;
  for (auto const& row : rows) all.push_back(answer_of(row));
  return last_of(all);
}

Result<std::unordered_map<std::string, RightAnswers>> last_answers_in(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select a.record, a.question, a.number, a.value, a.organisation, a.agent, a.at from crisis_said a join crisis_case c "
                   "on c.id = a.record where c.crisis = :crisis",
                   {{"crisis", crisis}}));
  std::unordered_map<std::string, RightAnswers> out;
  for (auto const& row : rows) {
    auto it = answer_of(row);
    auto& last = out[row.text("record")][it.question];
    if (last.number < it.number) last = std::move(it);
  }
  return out;
}

}  // namespace internal

}  // namespace bassin::crisis
