// A flood with the room of an intercommunality and the chamber of trades; the chamber of commerce is asked and has not joined.
#pragma once

#include <string>
#include <vector>

#include "crisis/cases.h"
#include "crisis/crisis.h"
#include "crisis/migrations.h"
#include "crisis/zone.h"
#include "support/testing/agents_test_support.h"

namespace bassin::crisis {

class InARoom : public support::WithAgents {
 protected:
  InARoom() : WithAgents(crisis::migrations()) {
    room_ = write([&](sql::Session& s) { return open_crisis(s, as(maud_), flood()); });
    for (auto const& partner : {cma_, cci_}) write([&](sql::Session& s) { return ask_in(s, as(maud_), room_.id, partner); });
    write([&](sql::Session& s) { return join(s, as(nadia_), room_.id); });
    room_ = read([&](sql::Session& s) { return find_crisis(s, maud_, room_.id); });
  }

  static CrisisFacts flood(bool exercise = false) {
    return {Kind::flood, "Crue du Grand Morin", "", base::Instant{1'780'000'000'000}, exercise};
  }
  static ZoneFacts outline() {
    ZoneFacts out;
    out.outline = R"({"type":"Polygon","coordinates":[[[2.9,48.8],[3.0,48.8],[3.0,48.9],[2.9,48.8]]]})";
    out.communes = {"77142"};
    return out;
  }
  std::int64_t draw() {
    return write([&](sql::Session& s) { return draw_zone(s, as(maud_), room_.id, outline()); }).number;
  }
  Entered enter(std::int64_t zone, std::vector<Place> const& places) {
    return write([&](sql::Session& s) { return enter_zone(s, as(maud_), room_.id, zone, places); });
  }
  std::vector<Case> cases(access::Reader const& who, CaseQuery query = {}) {
    query.limit = 10'000;
    return read([&](sql::Session& s) { return cases_of(s, who, room_.id, query); });
  }
  Case one(std::string const& business) {
    for (auto const& it : cases(maud_, {{}, {}, "", {}, "", false, "", 0}))
      if (it.business == business) return it;
    throw std::runtime_error("no case of " + business);
  }

  access::Reader const maud_ = member(pays_, "maud@pays.fr", access::Role::coordinator);
  access::Reader const nadia_ = member(cma_, "nadia@cma.fr", access::Role::coordinator);
  access::Reader const paul_ = member(cma_, "paul@cma.fr");
  access::Reader const ines_ = member(cci_, "ines@cci.fr", access::Role::coordinator);
  Crisis room_;
};

}  // namespace bassin::crisis
