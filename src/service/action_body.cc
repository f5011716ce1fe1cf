#include "service/action_body.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

constexpr std::string_view progress_allowed = "to_start, running, suspended, done, dropped";
constexpr std::string_view part_allowed = "lead, co_lead, partner";
constexpr std::string_view nature_allowed = "subsidy, valuation, invoicing";

Result<convention::Member> member_of(Body const& body) {
  convention::Member out;
  BASSIN_TRY(out.organisation, body.text("organisation"));
  BASSIN_TRY(out.part, word_in(body, "part", part_allowed, convention::parse_part));
  BASSIN_TRY(out.planned_half_days, body.integer("plannedHalfDays"));
  BASSIN_TRY(out.day_cost, body.integer("dayCost"));
  return out;
}

Result<convention::Milestone> milestone_of(Body const& body) {
  convention::Milestone out;
  BASSIN_TRY(out.label, body.text("label"));
  BASSIN_TRY(out.due_on, day_in(body, "dueOn"));
  BASSIN_TRY(out.done_on, day_in(body, "doneOn"));
  return out;
}

Result<convention::BudgetLine> budget_line_of(Body const& body) {
  convention::BudgetLine out;
  BASSIN_TRY(out.label, body.text("label"));
  BASSIN_TRY(out.financer, body.text("financer"));
  BASSIN_TRY(out.financer_name, body.text("financerName"));
  BASSIN_TRY(out.nature, word_in(body, "nature", nature_allowed, convention::parse_nature));
  BASSIN_TRY(out.planned, body.integer("planned"));
  BASSIN_TRY(out.committed, body.integer("committed"));
  BASSIN_TRY(out.spent, body.integer("spent"));
  return out;
}

template <class T>
Result<void> read_list(Body const& body, std::string_view field, std::vector<std::string_view> const& fields,
                       Result<T> (*read)(Body const&), std::vector<T>& out) {
  BASSIN_TRY(auto const entries, body.objects(field, fields));
  for (auto const& entry : entries) {
    BASSIN_TRY(auto one, read(entry));
    out.push_back(std::move(one));
  }
  return {};
}

Result<void> read_texts(Body const& body, convention::Sheet& out) {
  std::pair<std::string_view, std::string*> const texts[] = {{"axis", &out.axis},
                                                             {"code", &out.code},
                                                             {"title", &out.title},
                                                             {"context", &out.context},
                                                             {"objectives", &out.objectives},
                                                             {"audience", &out.audience},
                                                             {"description", &out.description},
                                                             {"deliverables", &out.deliverables},
                                                             {"risks", &out.risks},
                                                             {"pilot", &out.pilot}};
  for (auto const& [field, text] : texts) {
    BASSIN_TRY(*text, body.text(field));
  }
  return {};
}

}  // namespace

Result<std::optional<base::Date>> day_in(Body const& body, std::string_view field) {
  BASSIN_TRY(auto const text, body.text(field));
  if (text.empty()) return std::optional<base::Date>();
  auto const day = base::parse_date(text);
  if (!day) return bad_field(field, "2018-01-31");
  return day;
}

std::vector<std::string_view> const& action_fields() {
  static std::vector<std::string_view> const fields = {"axis",        "code",         "title",      "context", "objectives", "audience",
                                                       "description", "deliverables", "risks",      "pilot",   "progress",   "startsOn",
                                                       "endsOn",      "members",      "milestones", "budget"};
  return fields;
}

Result<convention::Sheet> action_sheet(Body const& body) {
  convention::Sheet out;
  BASSIN_DO(read_texts(body, out));
  BASSIN_TRY(out.progress, word_in(body, "progress", progress_allowed, convention::parse_progress));
  BASSIN_TRY(out.starts_on, day_in(body, "startsOn"));
  BASSIN_TRY(out.ends_on, day_in(body, "endsOn"));
  BASSIN_DO(read_list(body, "members", {"organisation", "part", "plannedHalfDays", "dayCost"}, member_of, out.members));
  BASSIN_DO(read_list(body, "milestones", {"label", "dueOn", "doneOn"}, milestone_of, out.milestones));
  BASSIN_DO(read_list(body, "budget", {"label", "financer", "financerName", "nature", "planned", "committed", "spent"}, budget_line_of,
                      out.budget));
  return out;
}

}  // namespace bassin::service
