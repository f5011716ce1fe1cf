// The tables of follow-ups, one migration. `action` is one of the module convention, whose tables come after these.
#pragma once

namespace bassin::support::internal {

inline constexpr char const* follow_up_tables = R"(create table follow_up (
  id text primary key,
  organisation text not null,
  business text not null,
  commune text not null,
  kept_in bigint not null,
  title text not null,
  objective text not null,
  theme text not null,
  action text,
  opened_on text not null,
  closed_on text,
  outcome text,
  version bigint not null,
  created_at text not null,
  changed_at text not null,
  check (kept_in in (0, 1)),
  check ((closed_on is null) = (outcome is null))
);
create index follow_up_business on follow_up (business);
create table follow_up_member (
  follow_up text not null references follow_up (id),
  organisation text not null,
  state text not null,
  referent text,
  primary key (follow_up, organisation),
  check (state in ('asked', 'invited', 'member'))
);
create index follow_up_member_organisation on follow_up_member (organisation, state);
create table follow_up_agent (
  follow_up text not null references follow_up (id),
  organisation text not null,
  agent text not null,
  primary key (follow_up, organisation, agent)
);
create table follow_up_step (
  id text primary key,
  follow_up text not null references follow_up (id),
  at text not null,
  organisation text not null,
  agent text not null,
  what text not null,
  why text not null,
  to_organisation text
);
create index follow_up_step_follow_up on follow_up_step (follow_up);
alter table exchange add column follow_up text;
create index exchange_follow_up on exchange (follow_up) where follow_up is not null)";

}  // namespace bassin::support::internal
