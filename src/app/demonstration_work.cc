#include "app/demonstration_work.h"

#include <algorithm>
#include <map>
#include <random>

#include "app/casework.h"
#include "app/demonstration_actions.h"
#include "app/demonstration_grid.h"
#include "app/demonstration_people.h"
#include "app/demonstration_report.h"
#include "convention/action.h"
#include "convention/draft.h"
#include "convention/indicator_keeper.h"
#include "convention/signing.h"
#include "query/filter.h"
#include "query/page.h"
#include "query/view.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "sql/store.h"
#include "support/exchanges.h"
#include "support/needs.h"
#include "support/reminders.h"

namespace bassin::app {

namespace {

using base::Date;
using base::Result;
using convention::Convention;

constexpr std::string_view perimeter_code = "epci:247700438";  // Pays Créçois
constexpr std::string_view perimeter_day = "2018-01-01";       // its communes as the partners signed them
constexpr std::int32_t year_days = 360;
constexpr int needs_in_all = 24, reminders_in_all = 14;

class Year {
 public:
  Year(sql::Session& session, std::vector<std::string> const& organisations, std::vector<DemonstrationAgent> const& agents, Date today)
      : session_(session), organisations_(organisations), agents_(agents), today_(today) {}

  Result<WorkDone> run(std::vector<support::Subject> const& businesses) {
    BASSIN_TRY(auto const convention, signed_convention());
    WorkDone out;
    std::string welcome;
    std::map<std::string, std::string> actions;  // by code
    for (auto const& it : demonstration::actions) {
      BASSIN_TRY(auto const action, add(convention, it));
      ++out.actions;
      actions[std::string(it.code)] = action;
      if (it.code == demonstration::welcome) welcome = action;
      BASSIN_TRY(auto const noted, work_on(it, action, businesses));
      out.exchanges += noted;
    }
    BASSIN_TRY(out.needs, hand_needs(businesses));
    BASSIN_TRY(out.reminders, set_reminders(businesses));
    std::vector<DemonstrationAgent> advisers;
    for (std::size_t i = 0; i < organisations_.size(); ++i) advisers.push_back(adviser(i));
    BASSIN_DO(add_demonstration_people(session_, advisers, businesses, welcome, today_, out));
    BASSIN_DO(report(convention.id));
    BASSIN_DO(contract_of_a_chamber(actions));
    return out;
  }

 private:
  access::Reader reader(DemonstrationAgent const& agent) const {
    access::Reader out;
    out.standing = access::Reader::Standing::member;
    out.agent = agent.id;
    out.organisation = agent.organisation;
    out.role = agent.coordinates ? access::Role::coordinator : access::Role::adviser;
    return out;
  }
  // What the agent does, as if they had done it on the screen.
  template <class Fn>
  auto as(DemonstrationAgent const& agent, Fn&& fn) {
    auto const who = reader(agent);
    support::Act const act{who, {agent.id, agent.organisation, "bassin demonstration", now()}};
    return fn(act);
  }
  DemonstrationAgent const& coordinator() const {
    return *std::find_if(agents_.begin(), agents_.end(), [](auto const& it) { return it.coordinates; });
  }
  DemonstrationAgent const& adviser(std::size_t partner) const {
    return *std::find_if(agents_.begin(), agents_.end(), [&](auto const& it) { return it.partner == partner && !it.coordinates; });
  }
  std::size_t below(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(chance_); }
  Date day_before(std::int32_t days) const { return Date{today_.days - days}; }

  Result<std::vector<convention::Commune>> perimeter() const {
    auto const day = base::parse_date(perimeter_day).value_or(today_);
    BASSIN_TRY(auto const territory, reference::find_territory(perimeter_code, day));
    std::vector<convention::Commune> out;
    for (auto const& code : territory.communes) {
      out.push_back({code, std::string(reference::geography().commune_name(code, territory.date)), {}, {}});
    }
    return out;
  }

  Result<Convention> signed_convention() {
    convention::TextChange text;
    int const year = year_of(today_);
    text.title = "Convention de partenariat pour le développement économique du Pays Créçois";
    text.reference = std::to_string(year - 1) + "-01";
    text.purpose =
        "L'intercommunalité et les trois chambres consulaires agissent ensemble auprès des entreprises du territoire : une seule "
        "fiche par entreprise, un programme commun, un bilan chaque année.";
    text.starts_on = std::to_string(year - 1) + "-01-01";
    text.ends_on = std::to_string(year + 1) + "-12-31";
    text.renewal = "express";
    text.notice_months = 3;
    return as(coordinator(), [&](convention::Act const& act) -> Result<Convention> {
      BASSIN_TRY(auto it, convention::draft(session_, act, convention::Kind::framework, "", text));
      BASSIN_TRY(it, convention::set_parties(session_, act, it.id, it.version, organisations_));
      BASSIN_TRY(auto const communes, perimeter());
      BASSIN_TRY(it, convention::set_perimeter(session_, act, it.id, it.version, communes));
      std::vector<convention::Axis> axes;
      for (auto const& axis : demonstration::axes) axes.push_back({"", std::string(axis.code), std::string(axis.title), "", {}});
      BASSIN_TRY(it, convention::set_axes(session_, act, it.id, it.version, axes));
      return sign_it(act, it, std::to_string(year - 2));
    });
  }

  Result<Convention> sign_it(convention::Act const& act, Convention it, std::string const& year) {
    for (auto const& party : organisations_) {
      convention::Deliberation const vote{"assemblée", year + "-48", year + "-12-05", year + "-12-12", "", "Présidence"};
      BASSIN_TRY(it, convention::note_deliberation(session_, act, it.id, it.version, party, vote));
    }
    BASSIN_TRY(it, convention::submit(session_, act, it.id, it.version));
    return convention::sign(session_, act, it.id, it.version, base::parse_date(year + "-12-19").value_or(today_));
  }

  convention::Sheet sheet_of(demonstration::Action const& it, std::vector<convention::Axis> const& axes) const {
    convention::Sheet out;
    out.axis = axes[it.axis].id;
    out.code = it.code;
    out.title = it.title;
    out.audience = it.audience;
    out.objectives = it.objectives;
    out.pilot = adviser(it.lead).id;
    out.progress = convention::Progress::running;
    out.starts_on = day_before(year_days);
    out.ends_on = Date{today_.days + 120};
    out.members.push_back({organisations_[it.lead], convention::Part::lead, it.half_days, 42'000});
    for (std::size_t i = 0; i < organisations_.size(); ++i)
      if (i != it.lead) out.members.push_back({organisations_[i], convention::Part::partner, it.half_days / 6, 0});
    out.milestones = {{"Lancement", day_before(year_days - 30), day_before(year_days - 34)},
                      {"Point d'étape", day_before(170), day_before(165)},
                      {"Bilan", Date{today_.days + 60}, {}}};
    std::int64_t const cents = it.euros * 100;
    out.budget = {{"Programme", organisations_[0], "", convention::Nature::subsidy, cents, cents * 8 / 10, cents * 6 / 10},
                  {"Temps des conseillers", organisations_[it.lead], "", convention::Nature::valuation, cents / 2, cents / 2, cents / 3}};
    return out;
  }

  Result<std::string> add(Convention const& convention, demonstration::Action const& it) {
    return as(coordinator(), [&](convention::Act const& act) -> Result<std::string> {
      BASSIN_TRY(auto const text, convention::find_convention(session_, act.reader, convention.id));
      BASSIN_TRY(auto const action, convention::add_action(session_, act, convention.id, sheet_of(it, text.axes)));
      convention::IndicatorFacts facts;
      facts.code = std::string(it.code) + ".a";
      facts.label = it.kind.empty() ? "Réalisations" : "Entreprises visitées";
      facts.unit = it.kind.empty() ? "unités" : "entreprises";
      facts.targets[year_of(today_)] = it.target;
      if (!it.kind.empty()) facts.computed = convention::Computed{convention::Measure::visited, {}, "", ""};
      BASSIN_TRY([[maybe_unused]] auto const indicator, convention::action_indicators().add(session_, act, action.id, facts));
      return action.id;
    });
  }

  std::string note_on(std::string_view theme) {
    std::vector<std::string_view> texts;
    for (auto const& it : demonstration::notes)
      if (it.theme == theme) texts.push_back(it.text);
    // Some are noted without minutes.
    return texts.empty() || below(4) == 0 ? std::string() : std::string(texts[below(texts.size())]);
  }

  Result<std::size_t> work_on(demonstration::Action const& it, std::string const& action, std::vector<support::Subject> const& businesses) {
    std::size_t const all = it.theme.empty() ? 0 : static_cast<std::size_t>(it.visits + it.calls);
    for (std::size_t i = 0; i < all; ++i) {
      support::ExchangeFacts facts;
      bool const visit = i < static_cast<std::size_t>(it.visits);
      facts.way = visit ? support::Way::visit : below(3) == 0 ? support::Way::mail : support::Way::call;
      facts.theme = support::parse_theme(it.theme).value_or(support::Theme::other);
      facts.on = day_before(static_cast<std::int32_t>(below(year_days)));
      facts.minutes = visit ? 45 + 15 * static_cast<std::int64_t>(below(6)) : 15;
      facts.notes = note_on(it.theme);
      facts.action = action;
      // Who leads does most of it; the others now and then.
      auto const partner = below(5) == 0 ? below(organisations_.size()) : it.lead;
      BASSIN_TRY([[maybe_unused]] auto const noted, as(adviser(partner), [&](support::Act const& act) {
                   return support::note_exchange(session_, act, today_, businesses[below(businesses.size())], facts);
                 }));
    }
    return all;
  }

  Result<std::size_t> hand_needs(std::vector<support::Subject> const& businesses) {
    for (int i = 0; i < needs_in_all; ++i) {
      auto const from = below(organisations_.size());
      auto const to = (from + 1 + below(organisations_.size() - 1)) % organisations_.size();
      support::NeedFacts const facts{support::Theme::premises, std::string(demonstration::notes[2 + below(2)].text), "", false};
      BASSIN_TRY(
          auto need, as(adviser(from), [&](support::Act const& act) {
            return support::hand_need(session_, act, today_, businesses[below(businesses.size())], facts, {organisations_[to], "", ""});
          }));
      if (i % 3 == 0) continue;  // waits
      BASSIN_TRY(need, as(adviser(to), [&](support::Act const& act) {
                   return support::accept_need(session_, act, today_, {need.id, need.version}, "");
                 }));
      if (i % 3 == 1) continue;  // is being seen to
      BASSIN_TRY(need, as(adviser(to), [&](support::Act const& act) {
                   return support::close_need(session_, act, {need.id, need.version}, support::Outcome::helped, "");
                 }));
    }
    return std::size_t{needs_in_all};
  }

  Result<void> report(std::string const& convention) {
    return as(coordinator(),
              [&](convention::Act const& act) { return add_demonstration_report(session_, act, convention, organisations_, today_); });
  }

  // By its own coordinator.
  Result<void> contract_of_a_chamber(std::map<std::string, std::string> const& actions) {
    auto const found = std::find_if(agents_.begin(), agents_.end(), [](auto const& it) { return it.partner != 0 && it.coordinates; });
    if (found == agents_.end()) return {};
    return as(*found, [&](access::Act const& act) { return add_demonstration_grid(session_, act, actions, today_); });
  }

  Result<std::size_t> set_reminders(std::vector<support::Subject> const& businesses) {
    for (int i = 0; i < reminders_in_all; ++i) {
      auto const& agent = adviser(below(organisations_.size()));
      support::ReminderFacts const facts{"Rappeler pour fixer un rendez-vous", Date{today_.days - 3 + static_cast<std::int32_t>(below(30))},
                                         agent.id};
      BASSIN_TRY([[maybe_unused]] auto const made, as(agent, [&](support::Act const& act) {
                   return support::remind(session_, act, businesses[below(businesses.size())], facts);
                 }));
    }
    return std::size_t{reminders_in_all};
  }

  sql::Session& session_;
  std::vector<std::string> const& organisations_;
  std::vector<DemonstrationAgent> const& agents_;
  Date today_;
  std::mt19937 chance_{20180101};
};

Result<std::vector<support::Subject>> businesses_of(std::shared_ptr<query::View const> const& view) {
  query::Filter filter;
  BASSIN_TRY(auto territory, reference::find_territory(perimeter_code, base::parse_date(perimeter_day).value_or(Date{})));
  filter.territories.push_back(std::move(territory));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  std::vector<support::Subject> out;
  BASSIN_DO(query::for_each_row(prepared, {}, [&](query::Row const& row) {
    out.push_back({row.id.text(), row.commune.empty() ? row.commune_code : row.commune});
    return true;
  }));
  return out;
}

}  // namespace

Result<WorkDone> add_demonstration_work(sql::Store& store, std::shared_ptr<query::View const> view,
                                        std::vector<std::string> const& organisations, std::vector<DemonstrationAgent> const& agents,
                                        Date today) {
  BASSIN_TRY(auto const businesses, businesses_of(view));
  if (businesses.empty()) return base::Error("app.no_businesses");
  return store.write([&](sql::Session& session) { return Year(session, organisations, agents, today).run(businesses); });
}

}  // namespace bassin::app
