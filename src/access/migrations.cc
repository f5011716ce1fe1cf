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
    {101, "what conventions open",
     R"(create table sharing (
  convention text not null,
  owner text not null,
  reader text not null,
  kind text not null,
  level bigint not null,
  from_day text not null,
  until_day text,
  primary key (convention, owner, reader, kind, from_day),
  check (level between 0 and 3)
);
create index sharing_reader on sharing (reader, kind, owner);
create table sharing_place (
  convention text not null,
  commune text not null,
  from_day text not null,
  until_day text,
  primary key (convention, commune, from_day)
))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::access
