#include "jobs/migrations.h"

namespace bassin::jobs {

namespace {

constexpr sql::Migration table[] = {
    {300, "jobs",
     R"(create table job (
  id text primary key,
  kind text not null,
  payload text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  attempts bigint not null,
  next_at text not null,
  owner text,
  lease_until text,
  stop_asked bigint not null,
  step text not null,
  steps_done bigint not null,
  steps_total bigint not null,
  error_code text,
  error_values text,
  created_by text,
  created_at text not null,
  started_at text,
  finished_at text
);
create index job_state on job (state, next_at))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::jobs
