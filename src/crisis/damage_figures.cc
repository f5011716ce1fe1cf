#include "crisis/damage_figures.h"

#include "crisis/internal/rooms.h"

namespace bassin::crisis {

using base::Result;

Result<std::vector<DamageFigure>> damage_figures(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  // Days stand where choices do, and are no cells of their own: "2026-11-28" begins with a digit.
  BASSIN_TRY(
      auto const rows,
      session.rows("select question, item, standing, choice, certainty, count(*) as cases, cast(sum(coalesce(amount, 0)) as bigint) as "
                   "at_least, cast(sum(coalesce(amount_to, amount, 0)) as bigint) as at_most, sum(case when certainty is not null "
                   "and amount_to is null then 1 else 0 end) as endless from (select a.question, a.item, a.standing, case when "
                   "a.coded < ':' then '' else a.coded end as choice, coalesce(a.certainty, '') as certain, a.certainty, a.amount, "
                   "a.amount_to from damage_report r join damage_answer a on a.report = r.id where r.crisis = :crisis and a.present "
                   "= 1) t group by question, item, standing, choice, certainty, certain order by question, item, standing, choice, "
                   "certain",
                   {{"crisis", crisis}}));
  std::vector<DamageFigure> out;
  for (auto const& row : rows) {
    DamageFigure one;
    one.question = row.text("question");
    one.item = row.text("item");
    one.standing = parse_standing(row.text("standing")).value_or(Standing::unknown);
    one.choice = row.text("choice");
    one.certainty = parse_certainty(row.optional_text("certainty").value_or(""));
    one.cases = static_cast<std::uint64_t>(row.integer("cases"));
    one.from = row.integer("at_least");
    one.to = one.certainty ? row.integer("at_most") : 0;
    one.endless = static_cast<std::uint64_t>(row.integer("endless"));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace bassin::crisis
