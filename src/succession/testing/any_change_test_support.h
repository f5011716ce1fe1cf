// Work and changes of territory by chance.
#pragma once

#include "succession/testing/territories_test_support.h"
#include "support/aged.h"
#include "support/bulk_reading.h"

namespace bassin::succession {

class AnyChange : public WithTerritories {
 protected:
  // The Pays Créçois had taken over one, which had taken over another.
  AnyChange() {
    oldest_ = organisation("District", "intercommunality");
    earlier_ = organisation("SIVOM", "intercommunality");
    ella_ = serving(agent_of(earlier_, access::Role::administrator), {"77142", "77171", "77200"});
    olga_ = serving(agent_of(oldest_, access::Role::administrator), {"77142", "77171", "77200"});
    succeeded_by(oldest_, earlier_);
    succeeded_by(earlier_, pays_);
  }
  void succeeded_by(std::string const& organisation, std::string const& successor) {
    partners::OrganisationValues values;
    values.successor = successor;
    write([&](sql::Session& s) { return partners::change_organisation(s, actor(), organisation, values); });
  }
  [[nodiscard]] bool of_former(std::string const& owner) const { return owner == pays_ || owner == earlier_ || owner == oldest_; }

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(chance_); }

  support::Subject somewhere() {
    static std::vector<std::string> const communes = {"77142", "77171", "77200"};
    auto const place = below(communes.size());
    return {"1000000" + std::to_string(1000000 + place * 1000 + below(20)), communes[place]};
  }
  access::Reader const& somebody() {
    switch (below(8)) {
      case 0: return ella_;
      case 1: return olga_;
      case 2:
      case 3: return chloe_;
      case 4:
      case 5: return anne_;
      default: return anna_;
    }
  }

  void need() {
    auto const about = below(2) == 0 ? crecy_ : esbly_;
    bool const given = below(2) == 0;
    support::NeedFacts facts{support::Theme::premises, "Cherche", "", below(3) == 0};
    if (given && below(2) == 0) facts.follow_up = follow_up(anna_, about);
    support::Receiver const to{given ? cci_ : pays_, "", !given && below(2) == 0 ? anna_.agent : ""};
    write([&](sql::Session& s) { return support::hand_need(s, as(given ? anna_ : chloe_), day("2019-06-01"), about, facts, to); });
  }
  std::string follow_up(access::Reader const& who, support::Subject const& about) {
    return write([&](sql::Session& s) {
             return support::open_follow_up(s, as(who), day("2019-06-01"), about, {"Suivi", "", support::Theme::premises, "", false});
           })
        .id;
  }
  void reminder() {
    auto const about = somewhere();
    auto const in = below(2) == 0 ? follow_up(anna_, about) : std::string();
    write([&](sql::Session& s) { return support::remind(s, as(anna_), about, {"Rappeler", day("2020-02-01"), anna_.agent, in}); });
  }
  void contact() {
    auto const& who = below(3) == 0 ? olga_ : anna_;
    auto const made = write([&](sql::Session& s) {
      return support::add_contact(s, as(who), somewhere(), {"Zoé Martin", below(3) == 0, "2019-06-01", "gérante", {}});
    });
    if (below(2) != 0) return;
    write([&](sql::Session& s) {
      return support::link_contact(s, as(who), made.id, made.version, {"20000000000000", "77171"}, "associée");
    });
  }
  void tag() {
    auto const chosen = below(4);
    auto const& who = chosen == 0 ? albert_ : chosen == 1 ? ella_ : anne_;
    auto const about = who.organisation == agglo_ ? crecy_ : somewhere();
    // Of one that was taken over other words: the heir's copies are told by the former's name alone.
    auto const name = (chosen == 1 ? "ancien " : "mot ") + std::to_string(below(4));
    auto const place = serving(who, {"77142", "77171", "77200"});
    write([&](sql::Session& s) { return support::put_tag(s, as(place), about, name, below(2) == 0); });
  }
  void portfolio() {
    auto const made =
        write([&](sql::Session& s) { return support::create_portfolio(s, as(anna_), "portefeuille " + std::to_string(++names_), ""); });
    for (int i = 0; i < 3; ++i) {
      auto const about = somewhere();
      write([&](sql::Session& s) { return support::put_in_portfolio(s, as(anna_), made.id, about); });
    }
  }
  // Shared ones, in which partners and heirs take part already.
  void shared_follow_up() {
    auto const about = support::Subject{"3000000" + std::to_string(1000000 + ++names_), below(2) == 0 ? "77142" : "77171"};
    bool const ours = below(2) == 0;
    auto const made = write([&](sql::Session& s) {
      return support::open_follow_up(s, as(ours ? anna_ : chloe_), day("2019-06-01"), about,
                                     {"Suivi", "", support::Theme::premises, "", true});
    });
    auto const joins = [&](std::string const& organisation, std::string const& referent) {
      write([&](sql::Session& s) {
        return s.execute(
            "insert into follow_up_member (follow_up, organisation, state, referent) values (:id, :organisation, 'member', :referent)",
            {{"id", made.id}, {"organisation", organisation}, {"referent", referent}});
      });
    };
    if (!ours) joins(pays_, anna_.agent);
    if (below(2) == 0) joins(meaux_, mila_.agent);
  }
  // What is written elsewhere: rows as they stand.
  void row(std::string const& statement, std::string const& organisation) {
    auto const about = somewhere();
    write([&](sql::Session& s) {
      return s.execute(statement + " on conflict do nothing", {{"id", "r" + std::to_string(++names_)},
                                                               {"organisation", organisation},
                                                               {"agent", anna_.agent},
                                                               {"business", about.business},
                                                               {"commune", about.commune}});
    });
  }
  void rows() {
    row("insert into stated_membership (id, organisation, chamber, business, commune, since, member_number, as_of, file, version, "
        "created_at, created_by) values (:id, :organisation, 'cci', :business, :commune, '', '', '2019-01-01', 'f', 1, '', :agent)",
        below(3) == 0 ? meaux_ : pays_);
    row("insert into document (id, subject_kind, subject, organisation, agent, commune, kept_in, impersonal, name, type, size, sum, "
        "version, created_at, changed_at) values (:id, 'business', :business, :organisation, :agent, :commune, 0, 0, 'n', 't', 1, 's', 1, "
        "'', '')",
        pays_);
    row("insert into correction (id, business, commune, organisation, kind, value, reason, created_at, created_by) values (:id, :business, "
        ":commune, :organisation, 'name', 'v', 'r', '', :agent)",
        pays_);
    row("insert into local_business (id, organisation, commune, name, address, nomenclature, activity, size, legal_category, "
        "natural_person, closed, source, version, created_at, created_by) values (:id, :organisation, :commune, :business, '', '', '', '', "
        "'', 0, 0, 's', 1, '', :agent)",
        pays_);
    row("insert into sheet_import (id, organisation, kind, chamber, file, origin, purposes, kept_in, as_of, state, created_at, created_by, "
        "cells_until) values (:id, :organisation, 'contacts', '', :business, '', '', 0, :commune, 'done', '', :agent, '')",
        pays_);
  }
  void project() {
    auto const about = somewhere();
    support::ProjectFacts facts;
    facts.name = "Zoé Martin";
    facts.commune = about.commune;
    facts.agent = anna_.agent;
    facts.kept_in = below(3) == 0;
    auto const place = serving(anna_, {about.commune});
    auto const made = write([&](sql::Session& s) { return support::open_project(s, as(place), day("2019-06-01"), facts); });
    exchange(anna_, {made.key(), about.commune}, false, "");
  }
  void work() {
    switch (below(12)) {
      case 11: return project();
      case 9: return shared_follow_up();
      case 10: return rows();
      case 0: return need();
      case 1: {
        auto const about = somewhere();
        follow_up(below(3) == 0 ? ella_ : anna_, about);
        return;
      }
      case 2: return contact();
      case 3: return tag();
      case 4: return portfolio();
      case 5: return reminder();
      case 6:
        write([&](sql::Session& s) { return support::create_selection(s, as(anna_), "Choix", "territory=77142", below(2) == 0); });
        return;
      default: {
        auto const& who = somebody();
        bool const counts = below(3) == 0 && who.organisation != earlier_ && who.organisation != oldest_;
        exchange(who, somewhere(), below(3) == 0, counts ? action_ : "");
      }
    }
  }

  Plan any_plan() {
    auto plan = below(2) == 0 ? split() : move();
    if (plan.formers[0].ends && below(3) == 0) plan.communes.pop_back();  // the rest has it
    if (plan.formers[0].ends && below(3) == 0) plan.formers[0].rest = meaux_;
    if (plan.heirs.size() == 2 && below(3) == 0) {
      plan.heirs[1] = {"new", true, "CC neuve", "intercommunality", ""};
      for (auto& it : plan.communes)
        if (it.heir == meaux_) it.heir = "new";
      if (plan.formers[0].rest == meaux_) plan.formers[0].rest = "new";
    }
    return plan;
  }

  // Exchanges that an organisation reads, with how much of each.
  std::map<std::string, int> seen(std::string const& organisation, std::string const& on) {
    std::map<std::string, int> out;
    auto const sharing = read([&](sql::Session& s) { return access::Sharing::read(s, reader(organisation), day(on)); });
    auto const rows = read([](sql::Session& s) { return s.rows("select id, organisation, commune, kept_in from exchange"); });
    for (auto const& row : rows) {
      auto const owner = row.text("organisation"), commune = row.text("commune");
      auto const level = sharing.level({owner, access::RecordKind::exchange, commune, row.flag("kept_in")});
      if (level != access::Level::nothing) out[row.text("id")] = static_cast<int>(level);
    }
    return out;
  }
  // Needs and reminders whose follow-up is told to an organisation that is shown nothing of that.
  std::string told_of_hidden(std::vector<succession::Heir> const& heirs) {
    std::set<std::string> all = {pays_, cci_, cma_, agri_, agglo_, meaux_, neighbour_};
    for (auto const& it : heirs) all.insert(it.key);
    auto const ids = [&](std::string_view statement) {
      std::vector<std::string> some;
      for (auto const& row : read([&](sql::Session& s) { return s.rows(statement); })) some.push_back(row.text("id"));
      return some;
    };
    auto const needs = ids("select id from need order by id desc limit 250");
    auto const follow_ups = ids("select id from follow_up order by id desc limit 250");
    std::string out;
    for (auto const& organisation : all) {
      auto const who = reader(organisation, access::Role::adviser);
      std::set<std::string> told;
      for (auto const& it : read([&](sql::Session& s) { return support::read_needs(s, who, day("2020-06-01"), needs); }))
        told.insert(it.need.facts.follow_up);
      for (auto const& it : read([&](sql::Session& s) { return support::reminders_of(s, who, follow_ups); }))
        told.insert(it.facts.follow_up);
      told.erase("");
      for (auto const& id : told)
        if (read([&](sql::Session& s) { return support::read_follow_ups(s, who, day("2020-06-01"), {id}); }).empty())
          out += organisation + " of " + id + ' ';
    }
    return out;
  }
  // Who is shown an exchange that was kept in.
  std::string readers_of_kept_in(std::vector<succession::Heir> const& heirs) {
    std::set<std::string> all = {pays_, cci_, cma_, agri_, agglo_, meaux_, neighbour_};
    for (auto const& it : heirs) all.insert(it.key);
    std::map<std::string, int> readers;
    std::set<std::string> kept;
    for (auto const& row : read([](sql::Session& s) { return s.rows("select id from exchange where kept_in = 1"); }))
      kept.insert(row.text("id"));
    for (auto const& organisation : all)
      for (auto const& [id, level] : seen(organisation, "2020-06-01")) readers[id] += kept.contains(id) ? 1 : 0;
    for (auto const& id : kept)
      if (readers[id] != 1) return id + " by " + std::to_string(readers[id]);
    return "";
  }
  // What had been another's is opened by its heir's conventions from then on.
  std::set<std::string> exchanges_taken_over() {
    std::set<std::string> out;
    for (auto const& row : read([&](sql::Session& s) { return s.rows("select id, organisation from exchange"); }))
      if (row.text("organisation") == earlier_ || row.text("organisation") == oldest_) out.insert(row.text("id"));
    return out;
  }
  static std::map<std::string, int> without(std::map<std::string, int> all, std::set<std::string> const& ids) {
    std::erase_if(all, [&](auto const& it) { return ids.contains(it.first); });
    return all;
  }
  static std::map<std::string, int> both(std::map<std::string, int> a, std::map<std::string, int> const& b) {
    for (auto const& [id, level] : b) a[id] = std::max(a[id], level);
    return a;
  }

  // Between the blocks somebody of an heir goes on with some of the exchanges: their ids.
  std::set<std::string> changed_by_heirs(std::vector<succession::Heir> const& heirs) {
    std::set<std::string> out;
    for (auto const& row : read([](sql::Session& s) { return s.rows("select id, organisation from exchange order by id"); })) {
      bool const of_heir =
          std::any_of(heirs.begin(), heirs.end(), [&](succession::Heir const& it) { return it.key == row.text("organisation"); });
      if (!of_heir || below(6) != 0) continue;
      out.insert(row.text("id"));
      write([&](sql::Session& s) {
        return s.execute("update exchange set version = version + 1, notes = 'Entre-temps' where id = :id", {{"id", row.text("id")}});
      });
    }
    return out;
  }

  // Some records of each kind that a purge takes: their ids.
  std::set<std::string> erased_by_chance() {
    std::set<std::string> out;
    for (auto const& [kind, table] :
         {std::pair(support::Aged::exchange, "exchange"), std::pair(support::Aged::need, "need"),
          std::pair(support::Aged::follow_up, "follow_up"), std::pair(support::Aged::reminder, "reminder"),
          std::pair(support::Aged::contact, "contact"), std::pair(support::Aged::import, "sheet_import"),
          std::pair(support::Aged::document, "document"), std::pair(support::Aged::membership, "stated_membership")}) {
      auto const rows = read([&](sql::Session& s) { return s.rows(std::string("select id from ") + table + " order by id"); });
      std::vector<std::string> ids;
      for (auto const& row : rows)
        if (below(6) == 0 && ids.size() < 250) ids.push_back(row.text("id"));
      if (ids.empty()) continue;
      write([&, kind = kind](sql::Session& s) { return support::erase_aged(s, kind, ids); });
      out.insert(ids.begin(), ids.end());
    }
    return out;
  }

  int names_ = 0;
  std::string earlier_, oldest_;
  access::Reader ella_, olga_;
  std::mt19937 chance_{20200101};
};

}  // namespace bassin::succession
