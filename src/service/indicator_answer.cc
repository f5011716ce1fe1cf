#include "service/indicator_answer.h"

#include <nlohmann/json.hpp>

#include "service/convention_json.h"
#include "service/convention_work.h"
#include "sql/store.h"

namespace bassin::service {

using base::Result;
using convention::Period;

Result<Period> period_of(Call const& call, convention::Convention const& convention) {
  BASSIN_TRY(auto const from, asked_day(call, "from"));
  BASSIN_TRY(auto const to, asked_day(call, "to"));
  auto const today = call.context.today();
  Period out{base::make_date(year_of(today), 1, 1), base::make_date(year_of(today), 12, 31)};
  auto const term = convention.term();
  if (term && phase_on(*term, today) != convention::Phase::running) out = {term->starts_on, last_day_on(*term, today)};
  out.from = from.value_or(out.from);
  out.to = to.value_or(out.to);
  if (out.to < out.from)
    return base::Error("query.bad_value", {{"name", "to"}, {"value", to_iso(out.to)}, {"allowed", "≥ " + to_iso(out.from)}});
  return out;
}

Result<Json> indicators_answer(sql::Session& session, Call const& call, std::string const& convention, std::string const& action) {
  BASSIN_TRY(auto text, convention::find_convention(session, call.reader, convention));
  BASSIN_TRY(auto const period, period_of(call, text.convention));
  BASSIN_TRY(auto const from, convention_work(session, call, std::move(text), period));
  BASSIN_TRY(auto const names, Organisations::read(session));
  return Json{{"from", to_iso(period.from)},
              {"to", to_iso(period.to)},
              {"communes", from.ground.communes},
              {"dataDate", day_json(from.ground.data_date)},
              {"indicators", indicator_list(from, call.reader, names, action)}};
}

}  // namespace bassin::service
