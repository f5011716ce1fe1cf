// The tables of imports of rolls and contact files, and of what chambers state of their members.
#pragma once

namespace bassin::support::internal {

inline constexpr char const* import_tables = R"(create table sheet_import (
  id text primary key,
  organisation text not null,
  kind text not null,
  chamber text not null,
  file text not null,
  origin text not null,
  purposes text not null,
  kept_in bigint not null,
  as_of text not null,
  state text not null,
  created_at text not null,
  created_by text not null,
  ended_at text,
  ended_by text,
  cells_until text not null,
  check (kind in ('contacts', 'members'))
);
create index sheet_import_organisation on sheet_import (organisation, id);
create index sheet_import_cells on sheet_import (cells_until);
create table sheet_import_row (
  import text not null references sheet_import (id),
  number bigint not null,
  state text not null,
  cells text not null,
  verdict text not null,
  reason text not null,
  oddities text not null,
  candidates text not null,
  business text not null,
  commune text not null,
  added text not null,
  chosen bigint not null,
  anyway bigint not null,
  expected text not null,
  deeds text not null,
  remarks text not null,
  version bigint not null,
  primary key (import, number)
);
create index sheet_import_row_state on sheet_import_row (import, state, number);
create table sheet_import_made (
  import text not null references sheet_import (id),
  kind text not null,
  record text not null,
  number bigint not null,
  sum text not null,
  was text not null,
  state text not null,
  primary key (import, kind, record)
);
create index sheet_import_made_row on sheet_import_made (import, number))";

// For further kinds of imports. SQLite takes no condition off a table: the three are copied.
inline constexpr char const* import_kinds_sqlite = R"(create table sheet_import_next (
  id text primary key,
  organisation text not null,
  kind text not null,
  chamber text not null,
  file text not null,
  origin text not null,
  purposes text not null,
  kept_in bigint not null,
  as_of text not null,
  state text not null,
  created_at text not null,
  created_by text not null,
  ended_at text,
  ended_by text,
  cells_until text not null
);
insert into sheet_import_next select id, organisation, kind, chamber, file, origin, purposes, kept_in, as_of, state, created_at, created_by,
  ended_at, ended_by, cells_until from sheet_import;
create table sheet_import_row_next (
  import text not null references sheet_import_next (id),
  number bigint not null,
  state text not null,
  cells text not null,
  verdict text not null,
  reason text not null,
  oddities text not null,
  candidates text not null,
  business text not null,
  commune text not null,
  added text not null,
  chosen bigint not null,
  anyway bigint not null,
  expected text not null,
  deeds text not null,
  remarks text not null,
  version bigint not null,
  primary key (import, number)
);
insert into sheet_import_row_next select import, number, state, cells, verdict, reason, oddities, candidates, business, commune, added,
  chosen, anyway, expected, deeds, remarks, version from sheet_import_row;
create table sheet_import_made_next (
  import text not null references sheet_import_next (id),
  kind text not null,
  record text not null,
  number bigint not null,
  sum text not null,
  was text not null,
  state text not null,
  primary key (import, kind, record)
);
insert into sheet_import_made_next select import, kind, record, number, sum, was, state from sheet_import_made;
drop table sheet_import_made;
drop table sheet_import_row;
drop table sheet_import;
alter table sheet_import_next rename to sheet_import;
alter table sheet_import_row_next rename to sheet_import_row;
alter table sheet_import_made_next rename to sheet_import_made;
create index sheet_import_organisation on sheet_import (organisation, id);
create index sheet_import_cells on sheet_import (cells_until);
create index sheet_import_row_state on sheet_import_row (import, state, number);
create index sheet_import_made_row on sheet_import_made (import, number))";
inline constexpr char const* import_kinds_postgresql = "alter table sheet_import drop constraint sheet_import_kind_check";

// What the words of a file mean: of one import, and known for the organisation's next one.
inline constexpr char const* import_word_tables = R"(create index sheet_import_row_business on sheet_import_row (import, business);
create table sheet_import_word (
  import text not null references sheet_import (id),
  field text not null,
  word text not null,
  shown text not null,
  meaning text not null,
  uses bigint not null,
  version bigint not null,
  primary key (import, field, word)
);
create table sheet_word (
  organisation text not null,
  field text not null,
  word text not null,
  meaning text not null,
  changed_at text not null,
  changed_by text not null,
  primary key (organisation, field, word)
))";

inline constexpr char const* membership_table = R"(create table stated_membership (
  id text primary key,
  organisation text not null,
  chamber text not null,
  business text not null,
  commune text not null,
  since text not null,
  member_number text not null,
  as_of text not null,
  file text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  check (chamber in ('cci', 'cma', 'ca'))
);
create unique index stated_membership_once on stated_membership (organisation, chamber, business);
create index stated_membership_business on stated_membership (business))";

}  // namespace bassin::support::internal
