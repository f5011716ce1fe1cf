// Agents of an intercommunality and the chamber of trades, who serve the same communes, and of a neighbour who serves another.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crisis/migrations.h"
#include "exposure/layer.h"
#include "exposure/migrations.h"
#include "exposure/readiness.h"
#include "support/contacts.h"
#include "support/testing/agents_test_support.h"

namespace bassin::exposure {

class InATerritory : public support::WithAgents {
 protected:
  InATerritory() : WithAgents(exposure::migrations()) {}

  access::Reader serving(std::string const& organisation, std::string const& email, access::Role role, std::vector<std::string> communes) {
    auto out = member(organisation, email, role);
    out.communes = std::make_shared<std::vector<std::string> const>(std::move(communes));
    return out;
  }
  Readiness noted(access::Reader const& who, std::string const& business) {
    return read([&](sql::Session& s) { return readiness_of(s, who, today_, business); });
  }
  std::vector<Readiness> all(access::Reader const& who) {
    return read([&](sql::Session& s) { return readiness_of(s, who, today_); });
  }
  std::int64_t note(access::Reader const& who, support::Subject const& subject, Noting const& noting) {
    auto const version = noted(who, subject.business).own_version;
    return write([&](sql::Session& s) { return note_readiness(s, as(who), today_, subject, version, noting); });
  }
  std::string refused(access::Reader const& who, support::Subject const& subject, std::int64_t version, Noting const& noting) {
    return refusal([&](sql::Session& s) { return note_readiness(s, as(who), today_, subject, version, noting); });
  }
  support::Contact contact(access::Reader const& who, support::Subject const& subject, std::string name) {
    return write([&](sql::Session& s) {
      return support::add_contact(
          s, as(who), subject,
          {std::move(name),
           false,
           "",
           "gérante",
           {{support::ChannelKind::phone, "06 12 34 56 78", support::Origin::told, {support::Purpose::crisis}, "", ""}}});
    });
  }
  static Noting insured(Insurance word, std::string on = "") {
    Noting out;
    out.insurance = word;
    out.insurance_on = std::move(on);
    return out;
  }
  static Noting planned(Plan word) {
    Noting out;
    out.plan = word;
    return out;
  }
  static Noting remarked(std::string text) {
    Noting out;
    out.remark = std::move(text);
    return out;
  }
  static Noting calls(std::string contact) {
    Noting out;
    out.contact_word = ContactWord::named;
    out.contact = std::move(contact);
    return out;
  }
  static LayerFacts ppri(std::string name = "PPRI du Grand Morin") {
    return {std::move(name), "DDT 77", "2010-11-12", crisis::Peril::flood, Level::high};
  }
  static LayerFile file(std::vector<std::string> communes = {"77142"}) {
    LayerFile out;
    out.facts = {"ppri.geojson", "GeoJSON", "ab12", "{}", 1'000.0, 4, 2.9, 48.8, 3.0, 48.9};
    out.outline = R"({"type":"MultiPolygon","coordinates":[[[[2.9,48.8],[3.0,48.8],[3.0,48.9],[2.9,48.8]]]]})";
    out.communes = std::move(communes);
    return out;
  }
  Layer add(access::Reader const& who, LayerFacts const& facts, LayerFile const& from) {
    return write([&](sql::Session& s) { return add_layer(s, as(who), facts, from); });
  }
  std::vector<std::string> names(access::Reader const& who) {
    std::vector<std::string> out;
    for (auto const& it : read([&](sql::Session& s) { return layers_of(s, who); })) out.push_back(it.facts.name);
    return out;
  }

  base::Date const today_ = day("2026-09-21");  // that of the clock
  access::Reader const maud_ = serving(pays_, "maud@pays.fr", access::Role::coordinator, {"77142", "77171"});
  access::Reader const anne_ = serving(pays_, "anne@pays.fr", access::Role::adviser, {"77142", "77171"});
  access::Reader const ada_ = serving(pays_, "ada@pays.fr", access::Role::analyst, {"77142", "77171"});
  access::Reader const paul_ = serving(cma_, "paul@cma.fr", access::Role::adviser, {"77142", "77171", "77200"});
  access::Reader const nadia_ = serving(cma_, "nadia@cma.fr", access::Role::coordinator, {"77142", "77171", "77200"});
  access::Reader const nora_ = serving(neighbour_, "nora@voisine.fr", access::Role::coordinator, {"77200"});
  support::Subject const mill_{"10000000200005", "77171"};
  support::Subject const farm_{"10000000300003", "77200"};
};

}  // namespace bassin::exposure
