#include "grids/counting.h"

#include <map>
#include <random>
#include <set>

#include "convention/action.h"
#include "grids/migrations.h"
#include "support/campaigns.h"
#include "support/delays.h"
#include "support/exchanges.h"
#include "support/follow_ups.h"
#include "support/needs.h"
#include "support/projects.h"
#include "support/testing/agents_test_support.h"

namespace bassin::grids {
namespace {

using convention::Measure;
using convention::Period;
using sql::Session;
using support::Theme;
using support::Way;

// A year of work by chance of two chambers and the intercommunality: noted, changed, deleted, handed over.
class YearOfWork : public support::WithAgents {
 protected:
  YearOfWork() : WithAgents(grids::migrations()) {
    std::vector<access::Grant> grants;
    for (auto const& owner : {pays_, cma_, cci_})
      for (auto const& other : {pays_, cma_, cci_})
        if (owner != other) grants.push_back({owner, other, access::RecordKind::need, access::Level::header, day("2018-01-01"), {}});
    write([&](Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2017-12-20"), {}, {}}}); });
    for (auto const* const code : {"1.1", "1.2", "1.3"}) actions_.push_back(action(code));
    auto const communes = std::make_shared<std::vector<std::string> const>(std::vector<std::string>{"77142"});
    carole_.communes = claude_.communes = communes;
  }
  std::string action(std::string code) {
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = sheet.title = std::move(code);
    sheet.members = {{cma_, convention::Part::lead, 0, 0}, {cci_, convention::Part::partner, 0, 0}};
    return write([&](Session& s) { return add_action(s, as(reader(pays_)), convention_, sheet); }).id;
  }
  Act at(access::Reader const& who) const {
    return {who, {who.agent, who.organisation, "test", base::Instant{std::int64_t{today_.days} * 86'400'000 + 3'600'000}}};
  }
  std::size_t below(std::size_t most) { return static_cast<std::size_t>(chance_() % most); }
  std::string any_action() { return below(2) == 0 ? "" : actions_[below(3)]; }
  Theme any_theme() { return std::vector{Theme::takeover, Theme::premises, Theme::digital, Theme::creation}[below(4)]; }
  access::Reader const& any_chamber() { return below(3) > 0 ? carole_ : claude_; }
  support::Subject any_business() { return {"1000000010000" + std::to_string(below(6)), "77142"}; }

  void note() {
    auto const& who = any_chamber();
    support::ExchangeFacts facts;
    facts.way = static_cast<Way>(below(4));
    facts.theme = any_theme();
    facts.on = today_;
    facts.minutes = static_cast<std::int64_t>(below(200));
    facts.action = any_action();
    if (exchanges_.empty() || below(4) > 0) {
      exchanges_.push_back({who, write([&](Session& s) { return note_exchange(s, at(who), today_, any_business(), facts); })});
      return;
    }
    auto& [whose, it] = exchanges_[below(exchanges_.size())];
    if (it.id.empty()) return;
    if (below(3) == 0) {
      write([&, &who = whose, &one = it](Session& s) { return support::delete_exchange(s, at(who), one.id, one.version); });
      it.id.clear();
    } else {
      it = write(
          [&, &who = whose, &one = it](Session& s) { return support::change_exchange(s, at(who), today_, one.id, one.version, facts); });
    }
  }
  void hand() {
    support::NeedFacts const facts{any_theme(), "Besoin", any_action(), false};
    auto const& giver = below(2) == 0 ? anne_ : claude_;
    auto const made = write([&](Session& s) { return hand_need(s, at(giver), today_, any_business(), facts, {cma_, "", ""}); });
    if (below(4) == 0) return;
    today_.days += static_cast<int>(below(6));
    auto const of = any_action();
    write([&](Session& s) { return support::accept_need(s, at(carole_), today_, {made.id, 1}, of); });
    if (below(3) == 0) {
      write([&](Session& s) { return support::pass_need_on(s, at(carole_), today_, {made.id, 2}, {cci_, "", ""}, ""); });
      if (below(2) == 0) write([&](Session& s) { return support::accept_need(s, at(claude_), today_, {made.id, 3}, any_action()); });
    } else if (below(2) == 0) {
      today_.days += static_cast<int>(below(6));
      write([&](Session& s) { return support::close_need(s, at(carole_), {made.id, 2}, support::Outcome::helped, ""); });
    }
  }
  void follow() {
    auto const& who = any_chamber();
    support::FollowUpFacts const facts{"Suivi", "", any_theme(), any_action(), false};
    auto const made = write([&](Session& s) { return support::open_follow_up(s, at(who), today_, any_business(), facts); });
    if (below(2) == 0) return;
    today_.days += static_cast<int>(below(9));
    write([&](Session& s) { return support::close_follow_up(s, at(who), today_, {made.id, made.version}, support::Outcome::helped, ""); });
  }
  void receive() {
    auto const& who = any_chamber();
    support::ProjectFacts facts;
    facts.name = "Porteur";
    facts.kind = below(2) == 0 ? support::ProjectKind::creation : support::ProjectKind::takeover;
    facts.commune = "77142";
    facts.agent = who.agent;
    facts.action = any_action();
    auto const made = write([&](Session& s) { return open_project(s, at(who), today_, facts); });
    if (below(3) == 0) return;
    auto const outcome = below(3) == 0 ? support::ProjectOutcome::given_up : support::ProjectOutcome::settled;
    write([&](Session& s) { return support::close_project(s, at(who), today_, {made.id, made.version}, {outcome, today_, ""}); });
  }
  void campaign() {
    support::CampaignFacts facts;
    facts.title = "Enquête";
    facts.theme = any_theme();
    facts.action = any_action();
    facts.starts_on = today_;
    auto const made = write([&](Session& s) { return add_campaign(s, at(carole_), facts, ""); });
    auto const* const state = below(2) == 0 ? "running" : "preparing";
    write([&](Session& s) { return s.run("update campaign set state = :state where id = :id", {{"state", state}, {"id", made.id}}); });
  }
  void work(int steps) {
    for (int step = 0; step < steps; ++step) {
      today_.days += static_cast<int>(below(3));
      switch (below(8)) {
        case 0: hand(); break;
        case 1: follow(); break;
        case 2: receive(); break;
        case 3: campaign(); break;
        default: note();
      }
    }
  }

  // From the tables, each row looked at.
  struct Done {
    std::string organisation, action, business, kind, theme, on;
    double minutes = 0;
  };
  std::vector<sql::Row> table(std::string const& name) {
    return read([&](Session& s) { return s.rows("select * from " + name, {}); });
  }
  std::vector<Done> recount() {
    std::vector<Done> out;
    std::map<std::pair<std::string, std::string>, std::string> stated;                          // record -> whose work
    std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> before;  // taken need, who -> when, action
    std::map<std::string, std::string> themes;
    for (auto const* const name : {"exchange", "need", "follow_up"})
      for (auto const& row : table(name)) themes[row.text("id")] = row.text("theme");
    for (auto const& row : table("project")) themes[row.text("id")] = row.text("kind");
    for (auto const& row : table("contribution")) {
      auto& last = before[{row.text("source"), row.text("organisation")}];
      if (row.text("source_kind") == "need_taken" && row.text("stated_at") >= last.first)
        last = {row.text("stated_at"), row.text("action")};
      if (row.optional_text("ended_at")) continue;
      stated[{row.text("source_kind"), row.text("source")}] = row.text("organisation");
      out.push_back({row.text("organisation"), row.text("action"), row.optional_text("business").value_or(""), row.text("kind"),
                     themes[row.text("source")], row.text("on_day"), static_cast<double>(row.integer("minutes"))});
    }
    auto const add = [&](std::string const& kind, std::string const& source_kind, sql::Row const& row, std::string const& on) {
      if (stated.count({source_kind, row.text("id")}) > 0) return;
      out.push_back({row.text("organisation"), "", row.text("business"), kind, themes[row.text("id")], on.substr(0, 10),
                     source_kind == "exchange" ? static_cast<double>(row.integer("minutes")) : 0});
    };
    std::map<std::string, std::string> business;
    for (auto const& row : table("exchange")) add(row.text("way"), "exchange", row, row.text("on_day"));
    for (auto const& row : table("follow_up")) add("follow_up", "follow_up", row, row.text("opened_on"));
    for (auto const& row : table("need")) {
      add("need", "need", row, row.text("created_at"));
      business[row.text("id")] = row.text("business");
    }
    std::map<std::pair<std::string, std::string>, std::string> taken;
    for (auto const& row : table("need_step")) {
      if (row.text("what") != "accepted") continue;
      auto& first = taken[{row.text("need"), row.text("organisation")}];
      if (first.empty() || row.text("at") < first) first = row.text("at");
    }
    for (auto const& [who, first] : taken) {
      auto const found = stated.find({"need_taken", who.first});
      if (found != stated.end() && found->second == who.second) continue;
      out.push_back({who.second, before[who].second, business[who.first], "need_taken", themes[who.first], first.substr(0, 10), 0});
    }
    for (auto const& row : table("project")) {
      auto const id = row.text("id"), whose = row.text("organisation"), kind = row.text("kind");
      if (stated.count({"project", id}) == 0) out.push_back({whose, "", "project:" + id, "project", kind, row.text("opened_on"), 0});
      if (stated.count({"project_settled", id}) == 0 && row.optional_text("outcome").value_or("") == "settled")
        out.push_back({whose, "", "project:" + id, "project_settled", kind, row.text("closed_on"), 0});
    }
    for (auto const& row : table("campaign"))
      if (row.text("state") != "preparing")
        out.push_back({row.text("organisation"), row.optional_text("action").value_or(""), "", "campaign", row.text("theme"),
                       row.text("starts_on"), 0});
    return out;
  }
  static bool counts_by_hand(HeadingFacts const& facts, Done const& it) {
    std::set<std::string> const actions(facts.actions.begin(), facts.actions.end());
    if (it.kind != "campaign" && actions.count(it.action) > 0) return true;
    for (auto const& choice : facts.choices) {
      std::set<std::string> const themes(choice.themes.begin(), choice.themes.end()), kinds(choice.kinds.begin(), choice.kinds.end());
      bool const where = choice.everywhere || it.action.empty();
      bool const kind = kinds.empty() ? it.kind != "campaign" : kinds.count(it.kind) > 0;
      if (where && kind && (themes.empty() || themes.count(it.theme) > 0)) return true;
    }
    return false;
  }

  HeadingFacts any_heading() {
    std::vector<std::string> const themes = {"takeover", "premises", "digital", "creation"};
    std::vector<std::string> const kinds = {"visit",     "call",    "meeting",         "mail",    "need", "need_taken",
                                            "follow_up", "project", "project_settled", "campaign"};
    HeadingFacts out;
    for (auto const& it : actions_)
      if (below(3) == 0) out.actions.push_back(it);
    for (std::size_t i = below(3); i > 0; --i) {
      Choice choice;
      for (std::size_t j = below(3); j > 0; --j) choice.themes.push_back(themes[below(4)]);
      for (std::size_t j = below(4); j > 0; --j) choice.kinds.push_back(kinds[below(10)]);
      choice.everywhere = below(2) == 0;
      out.choices.push_back(choice);
    }
    return out;
  }
  Work work_in(std::string const& organisation, Period const& period) {
    return read([&](Session& s) -> base::Result<Work> {
      Work out;
      out.period = out.term = period;
      BASSIN_TRY(out.pieces, work_of_organisation(s, organisation, period));
      BASSIN_TRY(out.delays, support::delays_of_organisation(s, organisation, period.from, period.to));
      out.keys = {{"10000000100001", "10000000100002"}};
      return out;
    });
  }

  std::string const convention_ = signed_framework();
  std::vector<std::string> actions_;
  access::Reader anne_ = member(pays_, "anne@pays.fr");
  access::Reader carole_ = member(cma_, "carole@cma.fr");
  access::Reader claude_ = member(cci_, "claude@cci.fr");
  std::mt19937 chance_{533};
  base::Date today_ = day("2018-02-01");
  std::vector<std::pair<access::Reader, support::Exchange>> exchanges_;
};
INSTANTIATE_TEST_SUITE_P(Both, YearOfWork, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

// Any work, any grid, any period: each figure is what one counts by hand from the records, and each piece counts once.
TEST_P(YearOfWork, IsCountedAsTheRecordsTell) {
  work(320);
  auto const all = recount();
  for (int round = 0; round < 60; ++round) {
    auto const organisation = below(3) > 0 ? cma_ : cci_;
    Period period{base::Date{day("2018-01-15").days + static_cast<int>(below(400))}, {}};
    period.to.days = period.from.days + static_cast<int>(below(400));
    auto const work = work_in(organisation, period);
    std::vector<Heading> headings(3);
    for (std::size_t i = 0; i < 3; ++i) {
      headings[i].id = std::to_string(i);
      headings[i].facts = any_heading();
    }
    headings[1].facts.parent = headings[2].facts.parent = "0";
    Counting const counting(headings, work);
    Indicator figure;
    figure.owner = std::to_string(below(3));
    figure.facts.computed = convention::Computed{static_cast<Measure>(below(5)), {}, "", "", {}, 0};
    if (below(3) == 0) figure.facts.computed->kinds = {"visit", "need_taken"};
    double count = 0, minutes = 0, whole = 0, outside = 0;
    std::set<std::string> seen, visited;
    for (auto const& it : all) {
      if (it.organisation != organisation || it.on < to_iso(period.from) || it.on > to_iso(period.to)) continue;
      bool meant = false;
      for (auto const& heading : headings)
        if (heading.id == figure.owner || figure.owner == "0") meant = meant || counts_by_hand(heading.facts, it);
      if (!meant) continue;
      ++whole;
      outside += it.action.empty() ? 1 : 0;
      auto const& kinds = figure.facts.computed->kinds;
      if (!kinds.empty() && it.kind != kinds[0] && it.kind != kinds[1]) continue;
      ++count;
      minutes += it.minutes;
      auto const business = it.business == "10000000100001" ? "10000000100002" : it.business;
      if (business.empty() || business.rfind("project:", 0) == 0) continue;
      seen.insert(business);
      if (it.kind == "visit") visited.insert(business);
    }
    double const expected[] = {count, static_cast<double>(seen.size()), static_cast<double>(visited.size()), minutes / 210, minutes / 420};
    EXPECT_DOUBLE_EQ(counting.reading(figure, {}).value.value(), expected[static_cast<std::size_t>(figure.facts.computed->measure)])
        << id_of(figure.facts.computed->measure);
    auto const figures = counting.figures(figure.owner);
    EXPECT_EQ(static_cast<double>(figures.all.contributions), whole);
    EXPECT_EQ(static_cast<double>(figures.outside.contributions), outside);
    std::uint64_t parts = figures.outside.contributions;
    for (auto const& [action, tally] : figures.by_action) parts += tally.contributions;
    EXPECT_EQ(parts, figures.all.contributions) << "each piece stands in one part";
  }
}

// Delays of the organisation alone, from the steps themselves.
TEST_P(YearOfWork, TellsDelaysAsTheStepsDo) {
  work(320);
  auto const steps = table("need_step"), needs = table("need");
  for (int round = 0; round < 40; ++round) {
    auto const organisation = below(3) > 0 ? cma_ : cci_;
    Period period{base::Date{day("2018-01-15").days + static_cast<int>(below(300))}, {}};
    period.to.days = period.from.days + static_cast<int>(below(300));
    auto const work = work_in(organisation, period);
    std::vector<Heading> headings(1);
    headings[0].id = "0";
    headings[0].facts.choices = {{{}, {"need_taken"}, true}};
    Indicator figure;
    figure.owner = "0";
    figure.facts.computed = convention::Computed{Measure::delay, {}, "", "", convention::DelayKind::taken, 0};
    double counted = 0, days = 0;
    for (auto const& need : needs) {
      std::string first, by;
      for (auto const& step : steps)
        if (step.text("need") == need.text("id") && step.text("what") == "accepted" && (first.empty() || step.text("at") < first)) {
          first = step.text("at");
          by = step.text("organisation");
        }
      if (first.empty() || by != organisation) continue;
      auto const on = day(first.substr(0, 10));
      if (on < period.from || on > period.to) continue;
      ++counted;
      days += on.days - day(need.text("created_at").substr(0, 10)).days;
    }
    auto const told = Counting(headings, work).reading(figure, {});
    EXPECT_EQ(static_cast<double>(told.counted.value()), counted);
    if (counted > 0) {
      EXPECT_DOUBLE_EQ(told.value.value(), days / counted);
    }
    figure.facts.computed->kinds = {};
    headings[0].facts.choices = {{{}, {"visit"}, true}};
    EXPECT_EQ(Counting(headings, work).reading(figure, {}).counted, 0U) << "a delay is of its own kind of work";
  }
}

// What the giver named is the giver's; what one named stays so after another took it.
TEST_P(YearOfWork, CountsANeedTowardsWhatItsTakerNamed) {
  auto const hand = [&](std::string const& of) {
    support::NeedFacts const facts{Theme::premises, "Besoin", of, false};
    return write([&](Session& s) { return hand_need(s, at(anne_), today_, any_business(), facts, {cma_, "", ""}); }).id;
  };
  auto const plain = hand(actions_[0]), passed = hand("");
  today_.days += 3;
  write([&](Session& s) { return support::accept_need(s, at(carole_), today_, {plain, 1}, ""); });
  today_.days += 3;
  write([&](Session& s) { return support::accept_need(s, at(carole_), today_, {passed, 1}, actions_[1]); });
  write([&](Session& s) { return support::pass_need_on(s, at(carole_), today_, {passed, 2}, {cci_, "", ""}, ""); });
  write([&](Session& s) { return support::accept_need(s, at(claude_), today_, {passed, 3}, actions_[2]); });
  std::vector<Heading> headings(4);
  for (std::size_t i = 0; i < 4; ++i) headings[i].id = std::to_string(i);
  headings[3].facts.choices = {{{}, {"need_taken"}, false}};
  for (std::size_t i = 0; i < 3; ++i) headings[i].facts.actions = {actions_[i]};
  auto const work = work_in(cma_, {day("2018-01-01"), day("2018-12-31")});
  Counting const counting(headings, work);
  double const days[] = {0, 6, 0, 3};
  for (std::size_t i = 0; i < 4; ++i) {
    Indicator figure;
    figure.owner = headings[i].id;
    figure.facts.computed = convention::Computed{Measure::delay, {}, "", "", convention::DelayKind::taken, 0};
    auto const told = counting.reading(figure, {});
    EXPECT_EQ(told.value.value_or(0), days[i]) << i;
    EXPECT_EQ(told.counted, counting.figures(headings[i].id).all.contributions) << i;
  }
  auto const others = work_in(cci_, {day("2018-01-01"), day("2018-12-31")});
  EXPECT_EQ(Counting(headings, others).figures("2").all.contributions, 1U);
}

}  // namespace
}  // namespace bassin::grids
