#include "partners/set_up.h"

#include "partners/record_text.h"
#include "sql/session.h"
#include "sql/store.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;

Result<void> refuse_second(sql::Session& session) {
  BASSIN_TRY(auto const known, has_agents(session));
  return known ? Result<void>(Error("partners.set_up")) : Result<void>();
}

}  // namespace

Result<Agent> set_up(sql::Store& store, Actor const& actor, FirstRun const& values, PasswordCost cost) {
  BASSIN_DO(store.read(refuse_second));
  BASSIN_TRY(auto const email, clean_email(values.email));
  BASSIN_TRY(auto const name, clean_name("name", values.name));
  BASSIN_DO(check_password(values.password, email, name));
  BASSIN_TRY(auto const hash, hash_password(values.password, cost));
  return store.write([&](sql::Session& session) -> Result<Agent> {
    BASSIN_DO(refuse_second(session));
    BASSIN_TRY(auto const organisation, add_organisation(session, actor, values.organisation));
    BASSIN_TRY(auto agent, add_agent(session, actor, {email, name, "active", true, hash}));
    BASSIN_DO(add_membership(session, actor, agent.id, organisation.id, access::Role::administrator));
    return agent;
  });
}

}  // namespace bassin::partners
