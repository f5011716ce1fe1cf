#include "service/convention_work.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "service/casework_source.h"
#include "sql/session.h"
#include "support/delays.h"

namespace bassin::service {

using base::Result;
using convention::Indicator;

namespace {

void put_action(Json& out, Indicator const& indicator, ConventionWork const& from, access::Reader const& reader) {
  auto const* of = from.action(indicator.owner);
  out["action"] = {{"id", indicator.owner}, {"code", of ? of->sheet.code : ""}, {"title", of ? of->sheet.title : ""}};
  out["mine"] = of != nullptr && convention::may_change(from.rights, reader, from.text.convention, *of);
}

}  // namespace

convention::Action const* ConventionWork::action(std::string const& id) const {
  auto const found = std::find_if(actions.begin(), actions.end(), [&](convention::Action const& it) { return it.id == id; });
  return found == actions.end() ? nullptr : &*found;
}

convention::KeyOf keys_of(Call const& call, std::vector<convention::Contribution> const& work) {
  // The ledger knows a local business under its first key for ever.
  bool const some = std::any_of(work.begin(), work.end(), [](auto const& row) { return row.business.starts_with("local:"); });
  return some && call.context.casework != nullptr ? call.context.casework->matched() : convention::KeyOf();
}

Result<LedgerCache::Rows> work_within(sql::Session& session, Call const& call, std::string const& convention,
                                      convention::Period const& period) {
  if (call.context.ledger != nullptr) return call.context.ledger->rows(session, convention, period);
  BASSIN_TRY(auto rows, convention::work_of(session, convention, period.from, period.to));
  return std::make_shared<std::vector<convention::Contribution> const>(std::move(rows));
}

Result<ConventionWork> convention_work(sql::Session& session, Call const& call, convention::Text text, convention::Period const& period,
                                       std::set<std::string> fields) {
  ConventionWork out;
  auto const id = text.convention.id;
  out.text = std::move(text);
  out.period = period;
  BASSIN_TRY(out.rights, convention::rights_of(session, call.reader));
  BASSIN_TRY(out.actions, convention::actions_of(session, call.reader, id));
  BASSIN_TRY(out.indicators, convention::indicators_of(session, call.reader, id));
  BASSIN_TRY(out.entered, convention::entered_in(session, call.reader, id));
  BASSIN_TRY(out.work, work_within(session, call, id, period));
  for (auto const& it : out.indicators)
    if (it.facts.computed && !it.facts.computed->field.empty()) fields.insert(it.facts.computed->field);
  bool const delays = std::any_of(out.indicators.begin(), out.indicators.end(), [](Indicator const& it) {
    return it.facts.computed && convention::is_of_delays(it.facts.computed->measure);
  });
  if (delays) {
    BASSIN_TRY(out.delays, support::delays_of_convention(session, id));
  }
  BASSIN_TRY(out.ground, perimeter_ground(call, out.text, fields, period.to));
  out.keys = keys_of(call, *out.work);
  return out;
}

Json indicator_list(ConventionWork const& from, access::Reader const& reader, Organisations const& names, std::string const& action) {
  Json list = Json::array();
  for (auto const& it : from.indicators) {
    if (!action.empty() && it.owner != action) continue;
    auto one = indicator_json(it.id, it.facts, it.version, names);
    put_action(one, it, from, reader);
    put_reading(one, convention::read(it, from.period, *from.work, from.entered, from.keys, from.ground.ground, from.delays));
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace bassin::service
