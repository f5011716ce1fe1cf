#include "succession/migrations.h"

namespace bassin::succession {

namespace {

// What a change moved stays with it, so that it can be told and undone.
constexpr sql::Migration table[] = {
    {620, "changes of territory",
     R"(create table territory_change (
  id text primary key,
  kind text not null,
  on_day text not null,
  state text not null,
  plan text not null,
  seal text not null,
  before_values text not null,
  why text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  approved_at text,
  approved_by text,
  approved_for text,
  ended_at text,
  check (kind in ('merger', 'split', 'move')),
  check (state in ('draft', 'approved', 'running', 'done', 'undoing', 'undone', 'left'))
);
create table territory_change_former (
  change text not null references territory_change (id),
  former text not null references organisation (id),
  ends bigint not null,
  rest text not null,
  primary key (change, former)
);
create table territory_change_commune (
  change text not null references territory_change (id),
  former text not null,
  code text not null,
  commune text not null,
  heir text not null,
  primary key (change, former, code)
);
create table territory_change_move (
  change text not null references territory_change (id),
  kind text not null,
  record text not null,
  extra text not null,
  extra_now text not null,
  former text not null,
  heir text not null,
  version bigint not null,
  gone bigint not null,
  was text not null,
  primary key (change, kind, record, extra, former)
);
create table territory_change_amendment (
  change text not null references territory_change (id),
  convention text not null references convention (id),
  amendment text references convention (id),
  version bigint not null,
  primary key (change, convention)
))",
     ""},
    // An organisation's records are its own and those of the organisations that it had taken over.
    {621, "what stays with an heir; organisations that a former one had taken over",
     R"(alter table territory_change_move add column stays bigint not null default 0;
create table territory_change_owner (
  change text not null references territory_change (id),
  former text not null,
  owner text not null,
  primary key (change, former, owner)
);
insert into territory_change_owner (change, former, owner)
select f.change, f.former, f.former from territory_change_former f join territory_change c on c.id = f.change
where c.state in ('running', 'done', 'undoing', 'undone'))",
     ""},
    {622, "moves in the order in which they come back",
     "create index territory_change_move_back on territory_change_move (change, kind, stays, gone, record, extra)", ""},
    {623, "what was erased before it came back", "alter table territory_change add column erased bigint not null default 0", ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::succession
