// The tables of campaigns, one migration. What a target does not have is ''.
#pragma once

namespace bassin::support::internal {

inline constexpr char const* campaign_tables = R"(create table campaign (
  id text primary key,
  organisation text not null,
  created_by text not null,
  title text not null,
  means text not null,
  theme text not null,
  purpose text not null,
  action text,
  starts_on text not null,
  ends_on text,
  script text not null,
  kept_in bigint not null,
  previous text,
  state text not null,
  closed_on text,
  figures text,
  version bigint not null,
  created_at text not null,
  changed_at text not null,
  check (means in ('post', 'email', 'call', 'visit')),
  check (state in ('preparing', 'running', 'closed')),
  check ((state = 'closed') = (closed_on is not null))
);
create index campaign_organisation on campaign (organisation, id);
create table campaign_agent (
  campaign text not null references campaign (id),
  agent text not null,
  primary key (campaign, agent)
);
create table campaign_target (
  id text primary key,
  campaign text not null references campaign (id),
  number bigint not null,
  business text not null,
  commune text not null,
  contact text not null,
  channel text not null,
  state text not null,
  aside text not null,
  answer text not null,
  note text not null,
  on_day text not null,
  call_back_on text not null,
  attempts bigint not null,
  agent text not null,
  exchange text not null,
  reminder text not null,
  opposition text not null,
  filed bigint not null,
  held_by text not null,
  held_until text not null,
  version bigint not null,
  changed_at text not null,
  check (state in ('waiting', 'aside', 'sent', 'no_answer', 'call_back', 'reached', 'answered', 'wrong', 'refused')),
  check ((state = 'aside') = (aside <> ''))
);
create unique index campaign_target_once on campaign_target (campaign, business);
create index campaign_target_number on campaign_target (campaign, number);
create index campaign_target_business on campaign_target (business);
create index campaign_target_contact on campaign_target (contact))";

}  // namespace bassin::support::internal
