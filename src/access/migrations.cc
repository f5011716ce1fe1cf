#include "access/migrations.h"

namespace bassin::access {

namespace {

constexpr sql::Migration table[] = {
    {100, "audit trail",
     R"(create table audit (
  id text primary key,
  at text not null,
  agent text,
  organisation text,
  place text not null,
  action text not null,
  kind text not null,
  record text not null,
  before_values text,
  after_values text,
  note text,
  subject text
);
create index audit_record on audit (kind, record);
create index audit_organisation on audit (organisation, id);
create index audit_agent on audit (agent, id);
create index audit_subject on audit (subject))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::access
