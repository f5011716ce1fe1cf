#include "convention/programme.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/months.h"
#include "convention/indicator_keeper.h"
#include "partners/agent.h"

namespace bassin::convention {

namespace {

using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, left_out_count> left_out_ids = {"no_axis", "no_lead", "twice"};
constexpr int months_of_year = 12;

int months_between(Convention const& from, Convention const& to) {
  if (!from.starts_on || !to.starts_on) return months_of_year;
  int months = 0;
  while (base::plus_months(*from.starts_on, months + 1) <= *to.starts_on) ++months;
  return months;
}

// One convention's sheets on their way to another.
class Moving {
 public:
  Moving(sql::Session& session, Text const& from, Text const& to)
      : session_(session), from_(from), to_(to), months_(months_between(from.convention, to.convention)) {}

  Result<Sheet> moved(Sheet sheet) const {
    sheet.axis = axis_in(sheet.axis);
    std::erase_if(sheet.members, [this](Member const& it) { return !is_party(it.organisation); });
    sheet.progress = Progress::to_start;
    sheet.starts_on = later(sheet.starts_on);
    sheet.ends_on = later(sheet.ends_on);
    for (auto& it : sheet.milestones) it = {it.label, later(it.due_on), {}};
    for (auto& it : sheet.budget) it.committed = it.spent = 0;
    BASSIN_TRY(bool const stays, is_of_a_party(sheet.pilot));
    if (!stays) sheet.pilot.clear();
    return sheet;
  }
  IndicatorFacts moved(IndicatorFacts facts) const {
    std::map<int, double> targets;
    for (auto const& [year, target] : facts.targets) targets[year + months_ / months_of_year] = target;
    facts.targets = std::move(targets);
    if (facts.computed && !facts.computed->organisation.empty() && !is_party(facts.computed->organisation))
      facts.computed->organisation = "";
    return facts;
  }

 private:
  std::optional<Date> later(std::optional<Date> const& day) const {
    return day ? std::optional(base::plus_months(*day, months_)) : std::nullopt;
  }
  bool is_party(std::string const& organisation) const {
    return std::any_of(to_.parties.begin(), to_.parties.end(),
                       [&](Party const& it) { return it.organisation == organisation && !it.left_on; });
  }
  // "": there is none.
  std::string axis_in(std::string const& before) const {
    auto const old = std::find_if(from_.axes.begin(), from_.axes.end(), [&](Axis const& it) { return it.id == before; });
    if (old == from_.axes.end()) return "";
    auto const fresh =
        std::find_if(to_.axes.begin(), to_.axes.end(), [&](Axis const& it) { return it.code == old->code && !it.removed_on; });
    return fresh == to_.axes.end() ? "" : fresh->id;
  }
  Result<bool> is_of_a_party(std::string const& agent) const {
    if (agent.empty()) return false;
    for (auto const& it : to_.parties) {
      if (it.left_on) continue;
      BASSIN_TRY(auto const role, partners::role_in(session_, agent, it.organisation));
      if (role) return true;
    }
    return false;
  }

  sql::Session& session_;
  Text const& from_;
  Text const& to_;
  int months_;
};

std::optional<LeftOut> refusal_of(Sheet const& sheet, std::set<std::string> const& codes) {
  if (sheet.axis.empty()) return LeftOut::no_axis;
  bool const led = std::any_of(sheet.members.begin(), sheet.members.end(), [](Member const& it) { return it.part == Part::lead; });
  if (!led) return LeftOut::no_lead;
  return codes.count(sheet.code) > 0 ? std::optional(LeftOut::twice) : std::nullopt;
}

Result<std::vector<Action>> chosen(sql::Session& session, access::Reader const& reader, std::string const& from,
                                   std::vector<std::string> const& ids) {
  BASSIN_TRY(auto const all, actions_of(session, reader, from));
  for (auto const& id : ids) {
    bool const known = std::any_of(all.begin(), all.end(), [&](Action const& it) { return it.id == id; });
    if (!known) return Error("convention.unknown_action", {{"id", id}});
  }
  std::vector<Action> out;
  for (auto const& it : all)
    if (std::find(ids.begin(), ids.end(), it.id) != ids.end()) out.push_back(it);
  return out;
}

}  // namespace

std::string_view id_of(LeftOut why) { return left_out_ids[static_cast<std::size_t>(why)]; }

Result<TakenOver> take_over(sql::Session& session, Act const& act, std::string const& convention, std::string const& from,
                            std::vector<std::string> const& actions) {
  BASSIN_TRY(auto const to, find_convention(session, act.reader, convention));
  BASSIN_TRY(auto const before, find_convention(session, act.reader, from));
  BASSIN_TRY(auto const wanted, chosen(session, act.reader, from, actions));
  BASSIN_TRY(auto const there, actions_of(session, act.reader, convention));
  BASSIN_TRY(auto const indicators, indicators_of(session, act.reader, from));
  std::set<std::string> codes;
  for (auto const& it : there) codes.insert(it.sheet.code);
  Moving const moving(session, before, to);
  TakenOver out;
  for (auto const& action : wanted) {
    BASSIN_TRY(auto const sheet, moving.moved(action.sheet));
    if (auto const why = refusal_of(sheet, codes)) {
      out.left.push_back({sheet.code, sheet.title, *why});
      continue;
    }
    BASSIN_TRY(auto const made, add_action(session, act, convention, sheet));
    for (auto const& it : indicators) {
      if (it.owner != action.id) continue;
      BASSIN_TRY([[maybe_unused]] auto const added, action_indicators().add(session, act, made.id, moving.moved(it.facts)));
    }
    codes.insert(sheet.code);
    out.taken.push_back(made);
  }
  return out;
}

}  // namespace bassin::convention
