#include "feeds/migrations.h"

namespace bassin::feeds {

namespace {

constexpr sql::Migration table[] = {
    {520, "feeds to partners' own programs",
     R"(create table feed (
  id text primary key,
  organisation text not null references organisation (id),
  name text not null,
  kinds text not null,
  partners bigint not null,
  sensitive bigint not null,
  secret_hash text not null,
  number bigint not null,
  forgotten bigint not null,
  at_kind text not null,
  at_record text not null,
  created_at text not null,
  created_by text not null,
  read_on text,
  check (partners in (0, 1)),
  check (sensitive in (0, 1))
);
create unique index feed_secret on feed (secret_hash);
create index feed_organisation on feed (organisation);
create table feed_record (
  feed text not null references feed (id),
  kind text not null,
  record text not null,
  number bigint not null,
  print text not null,
  gone_on text,
  primary key (feed, kind, record)
);
create index feed_record_number on feed_record (feed, number))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::feeds
