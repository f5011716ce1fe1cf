// A store with two organisations, an administrator of the installation, and a clock that the test moves.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "access/migrations.h"
#include "jobs/migrations.h"
#include "partners/migrations.h"
#include "partners/organisation.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"
#include "waters/levels.h"
#include "waters/migrations.h"
#include "waters/proposal.h"
#include "waters/station.h"

namespace bassin::waters {

inline std::vector<sql::Migration> all_migrations() {
  std::vector<sql::Migration> all;
  for (auto const some : {access::migrations(), partners::migrations(), jobs::migrations(), waters::migrations()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

class WithStations : public testing::TestWithParam<sql::Dialect> {
 protected:
  WithStations() {
    keeper_ = member(organisation("Pays Créçois"), access::Role::elected);
    maud_ = member(keeper_.organisation, access::Role::coordinator);
    nadia_ = member(organisation("CMA"), access::Role::coordinator);
  }
  template <class Fn>
  auto write(Fn&& fn) {
    auto done = store_->write(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    if constexpr (!std::is_same_v<decltype(done), base::Result<void>>) return std::move(done).value();
  }
  template <class Fn>
  auto read(Fn&& fn) {
    auto done = store_->read(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  template <class Fn>
  std::string refusal(Fn&& fn) {
    auto const done = store_->write(fn);
    return done.ok() ? "" : std::string(done.error().code);
  }
  Act as(access::Reader const& reader) const { return {reader, {reader.agent, reader.organisation, "test", now_}}; }

  static StationFacts crecy() {
    return {"A123456789",
            "Crécy-la-Chapelle",
            "Grand Morin",
            Format::hubeau,
            "",
            {30, 100},
            {{2000, "Alerte"}, {1500, "Vigilance"}, {3200, "Juin 2016"}}};
  }
  Station add(StationFacts const& facts) {
    return write([&](sql::Session& s) { return add_station(s, as(keeper_), facts); });
  }
  void watch(bool on = true) {
    write([&](sql::Session& s) -> base::Result<Watching> {
      BASSIN_TRY(auto const before, watching(s));
      return switch_watching(s, as(keeper_), before.version, on);
    });
  }
  // A level every ten minutes, the last one now.
  std::vector<Level> series(std::initializer_list<std::int64_t> values) const {
    std::vector<Level> out;
    for (auto const value : values)
      out.push_back({now_.plus_seconds(-600 * static_cast<std::int64_t>(values.size() - 1 - out.size())), value});
    return out;
  }
  Taken take(std::string const& id, std::vector<Level> const& levels) {
    return write([&](sql::Session& s) -> base::Result<Taken> {
      BASSIN_TRY(auto const it, find_station(s, id));
      return take_levels(s, it, levels, now_);
    });
  }
  Station station(std::string const& id) {
    return read([&](sql::Session& s) { return find_station(s, id); });
  }
  std::vector<Proposal> proposed(access::Reader const& who, Which which = Which::open) {
    return read([&](sql::Session& s) { return proposals(s, who, which, now_); });
  }
  void wait(std::int64_t minutes) { now_ = now_.plus_seconds(minutes * 60); }

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(all_migrations());
  base::Instant now_{1'795'636'200'000};
  access::Reader keeper_, maud_, nadia_;

 private:
  std::string organisation(std::string const& name) {
    partners::OrganisationValues values;
    values.name = name;
    values.kind = "other";
    return write([&](sql::Session& s) { return partners::add_organisation(s, {"agent", "", "test", now_}, values); }).id;
  }
  static access::Reader member(std::string const& organisation, access::Role role) {
    access::Reader out;
    out.standing = access::Reader::Standing::member;
    out.organisation = organisation;
    out.role = role;
    out.agent = "agent of " + organisation + std::string(access::id_of(role));
    return out;
  }
};

}  // namespace bassin::waters
