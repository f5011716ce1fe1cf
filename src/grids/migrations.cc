#include "grids/migrations.h"

namespace bassin::grids {

namespace {

// Indicators and their values have the columns of those of actions (convention/indicator_facts.h). What is removed stays with its moment.
// A heading may name actions that are gone: a draft is discarded by its keeper, who does not know who mapped it.
constexpr sql::Migration table[] = {
    {532, "reporting grids",
     R"(create table grid (
  id text primary key,
  organisation text not null references organisation (id),
  previous text references grid (id),
  title text not null,
  authority text not null,
  description text not null,
  starts_on text not null,
  ends_on text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  removed_at text,
  check (starts_on <= ends_on)
);
create index grid_organisation on grid (organisation);
create table grid_heading (
  id text primary key,
  grid text not null references grid (id),
  parent text references grid_heading (id),
  code text not null,
  title text not null,
  description text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  removed_at text
);
create unique index grid_heading_code on grid_heading (grid, code) where removed_at is null;
create table grid_heading_action (
  heading text not null references grid_heading (id),
  action text not null,
  primary key (heading, action)
);
create index grid_heading_action_action on grid_heading_action (action);
create table grid_heading_choice (
  heading text not null references grid_heading (id),
  place bigint not null,
  themes text not null,
  kinds text not null,
  everywhere bigint not null,
  primary key (heading, place),
  check (everywhere in (0, 1))
);
create table grid_indicator (
  id text primary key,
  heading text not null references grid_heading (id),
  code text not null,
  label text not null,
  effect text not null,
  unit text not null,
  method text not null,
  baseline double precision,
  measure text,
  kinds text not null,
  organisation text references organisation (id),
  field text not null,
  delay text,
  delay_most bigint,
  gathering text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  removed_at text,
  check (effect in ('output', 'result', 'impact')),
  check (measure in ('contributions', 'businesses', 'visited', 'half_days', 'days')),
  check (delay in ('taken', 'closed', 'follow_up')),
  check (gathering in ('sum', 'last'))
);
create unique index grid_indicator_code on grid_indicator (heading, code) where removed_at is null;
create table grid_indicator_target (
  indicator text not null references grid_indicator (id),
  year bigint not null,
  target double precision not null,
  primary key (indicator, year)
);
create table grid_value (
  id text primary key,
  entry text not null,
  indicator text not null references grid_indicator (id),
  on_day text not null,
  value double precision not null,
  evidence text not null,
  link text not null,
  version bigint not null,
  entered_by text not null,
  organisation text not null references organisation (id),
  entered_at text not null,
  ended_at text
);
create unique index grid_value_live on grid_value (entry) where ended_at is null;
create index grid_value_indicator on grid_value (indicator);
create table grid_document (
  id text primary key,
  grid text not null references grid (id),
  form text not null,
  from_day text not null,
  to_day text not null,
  job text not null,
  asked_at text not null,
  asked_by text not null,
  made_at text,
  content text,
  check (form in ('pdf', 'docx', 'odt')),
  check ((made_at is null) = (content is null)),
  unique (grid, form)
))",
     ""},
    // All work of one organisation within a period, wherever it counts.
    {533, "work of an organisation",
     R"(create index contribution_of_organisation on contribution (organisation, on_day) where ended_at is null;
create index contribution_before on contribution (source, organisation) where source_kind = 'need_taken' and ended_at is not null;
create index need_step_of_organisation on need_step (organisation, need) where what in ('accepted', 'closed');
create index follow_up_organisation on follow_up (organisation);
create index need_party_organisation on need_party (organisation, need);
create index follow_up_step_of_organisation on follow_up_step (organisation, follow_up) where what in ('opened', 'handed_over', 'closed'))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::grids
