// The tables of contacts, one migration.
#pragma once

namespace bassin::support::internal {

inline constexpr char const* contact_tables = R"(create table contact (
  id text primary key,
  organisation text not null,
  kept_in bigint not null,
  name text not null,
  folded text not null,
  name_key text not null,
  contacted_on text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  merged_into text references contact (id)
);
create index contact_organisation on contact (organisation, folded);
create index contact_folded on contact (folded, id, merged_into, organisation, kept_in);
create index contact_merged on contact (merged_into);
create table contact_link (
  contact text not null references contact (id),
  business text not null,
  commune text not null,
  business_function text not null,
  created_at text not null,
  created_by text not null,
  primary key (contact, business)
);
create index contact_link_business on contact_link (business);
create table contact_channel (
  id text primary key,
  contact text not null references contact (id),
  kind text not null,
  shown text not null,
  normal text not null,
  mark text not null,
  origin text not null,
  purposes text not null,
  collected_on text not null,
  collected_by text not null,
  until_on text not null,
  check (kind in ('phone', 'email'))
);
create unique index contact_channel_once on contact_channel (contact, kind, normal);
create index contact_channel_normal on contact_channel (normal);
create index contact_channel_mark on contact_channel (mark);
create table opposition (
  id text primary key,
  organisation text not null,
  contact text references contact (id),
  medium text not null,
  channel text not null,
  purpose text not null,
  said_on text not null,
  how text not null,
  created_at text not null,
  created_by text not null,
  check (medium in ('', 'phone', 'email'))
);
create index opposition_contact on opposition (contact);
create table opposition_mark (
  opposition text not null references opposition (id),
  mark text not null,
  primary key (opposition, mark)
);
create index opposition_mark_mark on opposition_mark (mark);
create table contact_distinct (
  one text not null references contact (id),
  other text not null references contact (id),
  at text not null,
  agent text not null,
  primary key (one, other)
);
create index contact_distinct_other on contact_distinct (other);
create table contact_read (
  agent text not null,
  contact text not null references contact (id),
  day text not null,
  primary key (agent, contact, day)
);
create index contact_read_contact on contact_read (contact))";

}  // namespace bassin::support::internal
