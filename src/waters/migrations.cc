#include "waters/migrations.h"

namespace bassin::waters {

namespace {

// Stations are the installation's. A proposal says all that it is about by itself: it outlives its station.
constexpr sql::Migration table[] = {
    {730, "river levels",
     R"(create table water_watch (
  id bigint primary key check (id = 1),
  watching bigint not null check (watching in (0, 1)),
  version bigint not null,
  planned_at text,
  changed_at text not null,
  changed_by text not null
);
create table water_station (
  id text primary key,
  code text not null,
  name text not null,
  river text not null,
  format text not null check (format in ('hubeau', 'vigicrues', 'vigicrues_sections')),
  url text not null,
  lasts_minutes bigint not null,
  margin bigint not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  tried_at text,
  heard_at text,
  failing_since text,
  failure_code text,
  failure_values text,
  check ((failing_since is null) = (failure_code is null))
);
create unique index water_station_code on water_station (format, code);
create table water_threshold (
  station text not null references water_station (id),
  mark bigint not null,
  word text not null,
  passed bigint not null check (passed in (0, 1)),
  turned_at text,
  primary key (station, mark)
);
create table water_level (
  station text not null references water_station (id),
  observed_at text not null,
  level bigint not null,
  primary key (station, observed_at)
);
create index water_level_observed on water_level (observed_at);
create table water_proposal (
  id text primary key,
  station text not null,
  code text not null,
  name text not null,
  river text not null,
  format text not null,
  mark bigint not null,
  word text not null,
  level bigint not null,
  risen_at text not null,
  passed_at text not null,
  proposed_at text not null,
  overtaken_at text
);
create index water_proposal_proposed on water_proposal (proposed_at);
create index water_proposal_station on water_proposal (station);
create table water_reply (
  proposal text not null references water_proposal (id),
  organisation text not null references organisation (id),
  kind text not null check (kind in ('dismissed', 'followed')),
  note text not null,
  crisis text,
  agent text not null,
  at text not null,
  primary key (proposal, organisation),
  check ((crisis is null) = (kind = 'dismissed'))
);
create index water_reply_organisation on water_reply (organisation))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::waters
