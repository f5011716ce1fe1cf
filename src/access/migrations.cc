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
    {102, "organisations that took others over; the code lists by which places were worked out",
     R"(create table took_over (
  organisation text not null,
  former text not null,
  primary key (organisation, former)
);
create table sharing_codes (
  id bigint primary key,
  edition text not null,
  check (id = 1)
);
insert into sharing_codes (id, edition) values (1, ''))",
     ""},
    {103, "a running number of what conventions open",
     R"(create table sharing_number (
  id bigint primary key,
  number bigint not null,
  check (id = 1)
);
insert into sharing_number (id, number) values (1, 1))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::access
