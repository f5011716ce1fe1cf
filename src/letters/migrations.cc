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
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::letters
