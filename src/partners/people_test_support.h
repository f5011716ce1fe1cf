// A store with an organisation and its people, and a desk whose clock the test moves.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "access/migrations.h"
#include "partners/desk.h"
#include "partners/migrations.h"
#include "partners/organisation.h"
#include "partners/totp.h"
#include "sql/store.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::partners {

inline std::vector<sql::Migration> all_migrations() {
  std::vector<sql::Migration> all;
  for (auto const migrations : {access::migrations(), partners::migrations()}) all.insert(all.end(), migrations.begin(), migrations.end());
  return all;
}

template <class T>
std::string code_of(base::Result<T> const& result) {
  return result.ok() ? "" : std::string(result.error().code);
}

class People : public testing::TestWithParam<sql::Dialect> {
 protected:
  static constexpr char const* password = "le chat dort au soleil";

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(all_migrations());
  base::Instant now_{1'795'636'200'000};
  std::vector<Mail> mails_;
  Desk desk_{*store_,
             {.cost = {.memory_mib = 8, .passes = 1}, .notice_version = "1"},
             [this] { return now_; },
             [this](sql::Session&, Mail const& mail) {
               mails_.push_back(mail);
               return base::Result<void>();
             }};
  Visitor visitor_{"192.0.2.1", "Firefox", "POST /test"};

  Actor actor() const { return {"", "", "test", now_}; }
  void wait(std::int64_t seconds) { now_ = now_.plus_seconds(seconds); }

  template <class Fn>
  auto write(Fn fn) {
    return store_->write([&](sql::Session& session) { return fn(session); });
  }
  std::string organisation(std::string const& name, std::string const& kind = "cci") {
    OrganisationValues values;
    values.name = name;
    values.kind = kind;
    return write([&](sql::Session& session) { return add_organisation(session, actor(), values); }).value().id;
  }
  std::string agent(std::string const& email, std::string const& of, access::Role role, bool installation = false) {
    auto const hash = hash_password(password, desk_.policy.cost).value();
    return write([&](sql::Session& session) -> base::Result<std::string> {
             BASSIN_TRY(auto const it, add_agent(session, actor(), {email, "Agent " + email, "active", installation, hash}));
             BASSIN_DO(add_membership(session, actor(), it.id, of, role));
             return it.id;
           })
        .value();
  }
  // Signed in to the end.
  std::string in(std::string const& email) {
    auto secret = sign_in(desk_, email, password, visitor_).value();
    if (step(secret) == "notice") secret = accept_notice(desk_, secret, visitor_).value();
    return secret;
  }
  std::string step(std::string const& secret) {
    auto const state = state_of(desk_, secret);
    EXPECT_TRUE(state.ok());
    return state.ok() && *state ? std::string(id_of((*state)->session.step)) : "out";
  }
};

}  // namespace bassin::partners
