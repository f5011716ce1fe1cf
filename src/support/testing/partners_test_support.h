// A store with three organisations: an intercommunality of two communes, its neighbour, and the chamber that serves both.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "access/migrations.h"
#include "access/reader.h"
#include "documents/migrations.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"
#include "support/act.h"
#include "support/migrations.h"

namespace bassin::support {

inline access::Reader member(std::string organisation, std::string agent, access::Role role, std::vector<std::string> communes) {
  access::Reader reader;
  reader.standing = access::Reader::Standing::member;
  reader.organisation = std::move(organisation);
  reader.agent = std::move(agent);
  reader.role = role;
  reader.communes = std::make_shared<std::vector<std::string> const>(std::move(communes));
  return reader;
}

class WithPartners : public testing::TestWithParam<sql::Dialect> {
 protected:
  access::Reader const anne_ = member("epci", "anne", access::Role::adviser, {"77142", "77171"});
  access::Reader const alain_ = member("epci", "alain", access::Role::adviser, {"77142", "77171"});
  access::Reader const chief_ = member("epci", "chief", access::Role::coordinator, {"77142", "77171"});
  access::Reader const carole_ = member("cma", "carole", access::Role::adviser, {"77142", "77171", "77200"});
  access::Reader const nora_ = member("neighbour", "nora", access::Role::adviser, {"77200"});
  Subject const bakery_{"10000000100007", "77142"};
  Subject const mill_{"10000000200005", "77171"};
  Subject const farm_{"10000000300003", "77200"};

  Act as(access::Reader const& reader) { return {reader, {reader.agent, reader.organisation, "test", base::Instant{clock_ms_ += 1000}}}; }
  // What must go well.
  template <class Fn>
  auto write(Fn&& fn) {
    auto done = store_->write(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  template <class Fn>
  auto read(Fn&& fn) {
    auto done = store_->read(fn);
    if (!done.ok()) throw std::runtime_error(done.error().debug());
    return std::move(done).value();
  }
  // The code of what must be refused.
  template <class Fn>
  std::string refusal(Fn&& fn) {
    auto const done = store_->write(fn);
    return done.ok() ? "" : std::string(done.error().code);
  }

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(all_migrations());

 private:
  static std::vector<sql::Migration> all_migrations() {
    std::vector<sql::Migration> all(access::migrations().begin(), access::migrations().end());
    all.insert(all.end(), documents::migrations().begin(), documents::migrations().end());
    all.insert(all.end(), migrations().begin(), migrations().end());
    return all;
  }
  std::int64_t clock_ms_ = 1'790'000'000'000;
};

}  // namespace bassin::support
