#include "retention/migrations.h"

namespace bassin::retention {

namespace {

constexpr sql::Migration table[] = {
    {600, "retention, purges",
     R"(create table retention_setting (
  kind text not null,
  version bigint not null,
  months bigint not null,
  why text not null,
  at text not null,
  organisation text not null,
  agent text not null,
  primary key (kind, version)
);
create table purge (
  id text primary key,
  organisation text not null references organisation (id),
  on_day text not null,
  state text not null,
  visa text not null,
  visa_on text,
  archive_sum text,
  archive_at text,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  ended_at text,
  check (state in ('listed', 'running', 'done', 'left'))
);
create index purge_organisation on purge (organisation, id);
create table purge_item (
  purge text not null references purge (id),
  kind text not null,
  record text not null,
  business text not null,
  commune text not null,
  since text not null,
  sum text not null,
  state text not null,
  primary key (purge, kind, record),
  check (state in ('listed', 'erased', 'stays'))
);
create index purge_item_state on purge_item (purge, state, kind);
create table purged_record (
  kind text not null,
  record text not null,
  at text not null,
  primary key (kind, record)
))",
     ""},
    {601, "what persons are told",
     R"(create table notice_text (
  convention text not null references convention (id),
  section text not null,
  version bigint not null,
  text text not null,
  at text not null,
  agent text not null,
  primary key (convention, section, version)
))",
     ""},
    {602, "readings of what is sensitive",
     R"(create table sensitive_read (
  agent text not null,
  kind text not null,
  record text not null,
  day text not null,
  primary key (agent, kind, record, day)
);
create index sensitive_read_day on sensitive_read (day))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::retention
