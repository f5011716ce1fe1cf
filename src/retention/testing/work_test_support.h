// Two organisations that work with the same businesses for years, written through the module support by chance of a seed.
#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

#include "base/uuid.h"
#include "convention/action.h"
#include "convention/ledger.h"
#include "documents/documents.h"
#include "retention/migrations.h"
#include "support/campaign_work.h"
#include "support/contacts.h"
#include "support/exchanges.h"
#include "support/follow_ups.h"
#include "support/imports.h"
#include "support/needs.h"
#include "support/oppositions.h"
#include "support/projects.h"
#include "support/reminders.h"
#include "support/testing/agents_test_support.h"

namespace bassin::retention {

inline std::vector<sql::Migration> casework_migrations() {
  std::vector<sql::Migration> all;
  for (auto const some : {support::migrations(), retention::migrations()}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

class WithYearsOfWork : public convention::WithParties {
 protected:
  WithYearsOfWork() : WithParties(casework_migrations()) {
    convention_ = signed_framework();
    convention::Sheet sheet;
    sheet.axis = text_of(convention_).axes[0].id;
    sheet.code = "1.1";
    sheet.title = "Visiter";
    sheet.members = {{cma_, convention::Part::lead, 0, 0}};
    auto const keeper = reader(pays_);
    action_ = write([&](sql::Session& s) { return convention::add_action(s, as(keeper), convention_, sheet); }).id;
    std::vector<access::Grant> grants;
    for (auto const kind : {access::RecordKind::need, access::RecordKind::follow_up}) {
      grants.push_back({pays_, cma_, kind, access::Level::header, day("2015-01-01"), {}});
      grants.push_back({cma_, pays_, kind, access::Level::header, day("2015-01-01"), {}});
    }
    write([&](sql::Session& s) { return access::set_sharing(s, "c", grants, {{"77142", day("2015-01-01"), {}, {}}}); });
  }

  static base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }
  access::Act at(access::Reader const& who, std::string const& on) {
    auto const seconds = base::parse_timestamp(on + "T09:00:00").value();
    return {who, {who.agent, who.organisation, "test", base::Instant{seconds * 1000}}};
  }
  access::Act now(access::Reader const& who) { return at(who, "2026-11-28"); }

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }
  bool often() { return below(3) > 0; }
  std::string some_day() {
    static constexpr std::array<char const*, 12> days = {"2018-02-05", "2018-06-11", "2019-03-20", "2020-09-14",
                                                         "2021-01-04", "2021-11-27", "2023-11-27", "2023-11-28",
                                                         "2024-05-13", "2025-08-19", "2025-11-28", "2026-10-01"};
    return days[below(days.size())];
  }
  support::Subject some_business() { return {"100000001000" + std::to_string(10 + below(50)), "77142"}; }
  access::Reader const& somebody() { return below(2) == 0 ? anne_ : carole_; }

  std::string exchange(access::Reader const& who, support::Subject const& about, std::string const& on,
                       std::string notes = "Compte rendu") {
    support::ExchangeFacts facts;
    facts.on = day(on);
    facts.minutes = static_cast<std::int64_t>(below(120));
    facts.notes = std::move(notes);
    facts.way = static_cast<support::Way>(below(support::way_count));
    if (on < "2020-12-31" && often()) facts.action = action_;
    return write([&](sql::Session& s) { return support::note_exchange(s, at(who, on), day(on), about, facts); }).id;
  }
  void need(access::Reader const& who) {
    auto const on = some_day();
    auto const need = write([&](sql::Session& s) {
      return support::hand_need(s, at(who, on), day(on), some_business(), {support::Theme::premises, "Cherche un local", "", false},
                                {somebody().organisation, "", ""});
    });
    auto const later = some_day();
    if (often() && later >= on)
      write([&](sql::Session& s) { return support::withdraw_need(s, at(who, later), {need.id, need.version}, "rien à faire"); });
  }
  void follow_up(access::Reader const& who) {
    auto const on = some_day();
    auto const made = write([&](sql::Session& s) {
      return support::open_follow_up(s, at(who, on), day(on), some_business(),
                                     {"S'agrandir", "300 m²", support::Theme::premises, "", false});
    });
    auto const later = some_day();
    if (!often() || later < on) return;
    write([&](sql::Session& s) {
      return support::close_follow_up(s, at(who, later), day(later), {made.id, made.version}, support::Outcome::helped, "fait");
    });
  }
  void reminder(access::Reader const& who) {
    auto const on = some_day();
    auto const made = write([&](sql::Session& s) {
      return support::remind(s, at(who, on), some_business(), {"Rappeler", day(on), who.agent});
    });
    if (often()) write([&](sql::Session& s) { return support::finish_reminder(s, at(who, some_day()), made.id, made.version, true); });
  }
  std::string contact(access::Reader const& who, std::string name = "Zoé Martin") {
    auto const on = some_day();
    support::NewContact fresh{std::move(name), false, on, "gérante", {}};
    auto const number = "01640" + std::to_string(10'000 + below(90'000));
    fresh.channels.push_back({support::ChannelKind::phone, number, support::Origin::told, {support::Purpose::follow_up}, on, ""});
    auto const made = write([&](sql::Session& s) { return support::add_contact(s, at(who, "2026-11-01"), some_business(), fresh); });
    if (often()) return made.id;
    write([&](sql::Session& s) {
      return support::oppose(s, at(who, "2026-11-01"), made.id, made.version, {{}, "", {}, "", "par téléphone"});
    });
    return made.id;
  }
  void import(access::Reader const& who) {
    support::NewImport fresh;
    fresh.file = "fichier.xlsx";
    support::ImportRow row;
    row.number = 2;
    row.cells.contact = "Zoé Martin";
    fresh.rows.push_back(row);
    write([&](sql::Session& s) { return support::add_import(s, at(who, some_day()), fresh); });
  }
  void project(access::Reader const& who) {
    auto const on = some_day();
    auto serving = who;
    serving.communes = std::make_shared<std::vector<std::string> const>(1, "77142");
    support::ProjectFacts facts;
    facts.name = "Zoé Martin";
    facts.commune = "77142";
    facts.agent = who.agent;
    auto const made = write([&](sql::Session& s) { return support::open_project(s, at(serving, on), day(on), facts); });
    if (!often()) exchange(who, {made.key(), "77142"}, some_day());
  }
  std::string document(access::Reader const& who, support::Subject const& about, std::string const& on) {
    documents::Standing const may{true, false, true, true, false, about.business};
    documents::Content const content{documents::Type::pdf, "plan.pdf", "%PDF-" + std::to_string(below(1'000'000'000))};
    return write([&](sql::Session& s) {
             return documents::attach(s, at(who, on), {documents::Of::business, about.business}, about.commune, may, content, {});
           })
        .id;
  }
  // As a roll states it.
  void membership(access::Reader const& who) {
    auto const about = some_business();
    auto const on = some_day();
    write([&](sql::Session& s) {
      return s.run(
          "insert into stated_membership (id, organisation, chamber, business, commune, since, member_number, as_of, file, "
          "version, created_at, created_by) values (:id, :organisation, 'cma', :business, '77142', '', '7', :as_of, 'liste.csv', "
          "1, :at, :agent) on conflict do nothing",
          {{"id", base::new_uuid()},
           {"organisation", who.organisation},
           {"business", about.business},
           {"as_of", on},
           {"at", on + "T09:00:00.000Z"},
           {"agent", who.agent}});
    });
  }
  // Closed on some day, with targets of which one was reached.
  void campaign(access::Reader const& who) {
    auto const on = some_day();
    support::CampaignFacts facts;
    facts.title = "Tournée";
    facts.means = support::Means::visit;
    facts.starts_on = day(on);
    auto it = write([&](sql::Session& s) { return support::add_campaign(s, at(who, on), facts, ""); });
    std::vector<support::Subject> const subjects = {some_business(), some_business(), some_business()};
    write([&](sql::Session& s) { return support::add_targets(s, at(who, on), it, day(on), subjects); });
    it = write([&](sql::Session& s) {
      return support::set_campaign_state(s, at(who, on), it.id, it.version, support::CampaignState::running, day(on));
    });
    auto const first = read([&](sql::Session& s) { return support::targets_of(s, it, {}); })[0];
    support::TargetResult result;
    result.state = support::TargetState::no_answer;
    result.on = day(on);
    result.note = "porte close";
    if (first.state == support::TargetState::waiting)
      write([&](sql::Session& s) { return support::enter_result(s, at(who, on), it, day(on), first.id, first.version, result); });
    if (often())
      write([&](sql::Session& s) {
        return support::set_campaign_state(s, at(who, on), it.id, it.version, support::CampaignState::closed, day(on));
      });
  }
  void years_of_work(int pieces) {
    for (int i = 0; i < pieces; ++i) {
      auto const& who = somebody();
      switch (below(9)) {
        case 0: need(who); break;
        case 1: follow_up(who); break;
        case 2: reminder(who); break;
        case 3: contact(who); break;
        case 4: import(who); break;
        case 5: project(who); break;
        default: exchange(who, some_business(), some_day());
      }
    }
  }

  std::mt19937 chance_{20180131};
  access::Reader const anne_ = agent_of(pays_, access::Role::administrator);
  access::Reader const carole_ = agent_of(cma_, access::Role::adviser);
  std::string convention_, action_;
};

}  // namespace bassin::retention
