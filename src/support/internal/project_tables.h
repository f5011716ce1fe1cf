// Tables of projects, for migrations.cc.
#pragma once

namespace bassin::support::internal {

// `action` is one of the module convention.
inline constexpr char project_table[] = R"(create table project (
  id text primary key,
  organisation text not null,
  agent text not null,
  name text not null,
  folded text not null,
  kind text not null,
  stage text not null,
  description text not null,
  commune text not null,
  nomenclature text not null,
  activity text not null,
  planned_on text,
  source text not null,
  action text,
  kept_in bigint not null,
  opened_on text not null,
  closed_on text,
  outcome text,
  siret text,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  check (kind in ('creation', 'takeover')),
  check (stage in ('idea', 'study', 'financing', 'formalities')),
  check ((closed_on is null) = (outcome is null)),
  check (siret is null or outcome is not null)
);
create index project_organisation on project (organisation, closed_on);
create index project_siret on project (siret))";

}  // namespace bassin::support::internal
