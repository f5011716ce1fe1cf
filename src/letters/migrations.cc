#include "letters/migrations.h"

namespace bassin::letters {

namespace {

constexpr sql::Migration table[] = {
    {471, "addresses of calendars",
     R"(create table calendar_address (
  agent text not null references agent (id),
  organisation text not null references organisation (id),
  secret_hash text not null,
  created_at text not null,
  opened_on text,
  primary key (agent, organisation)
);
create unique index calendar_address_secret on calendar_address (secret_hash))",
     ""},
    {472, "letters",
     R"(create table letter_refused (
  agent text not null references agent (id),
  kind text not null,
  primary key (agent, kind),
  check (kind in ('silence', 'digest'))
);
create table letter_round (
  kind text not null,
  on_day text not null,
  planned_at text not null,
  primary key (kind, on_day)
);
create table letter_sent (
  agent text not null references agent (id),
  about text not null,
  step text not null,
  at text not null,
  primary key (agent, about, step)
))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::letters
