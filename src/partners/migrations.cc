#include "partners/migrations.h"

namespace bassin::partners {

namespace {

// Secrets stand in tables of their own, and hashed but for those of second factors, which must be read.
constexpr sql::Migration table[] = {
    {200, "organisations and teams",
     R"(create table organisation (
  id text primary key,
  name text not null,
  kind text not null,
  siren text,
  territory text not null,
  active_from text,
  active_until text,
  successor text references organisation (id),
  created_at text not null
);
create table team (
  id text primary key,
  organisation text not null references organisation (id),
  name text not null,
  territory text not null,
  themes text not null,
  closed bigint not null
);
create index team_organisation on team (organisation))",
     ""},
    {201, "agents",
     R"(create table agent (
  id text primary key,
  email text not null,
  email_folded text not null unique,
  name text not null,
  state text not null,
  installation bigint not null,
  notice_version text,
  notice_at text,
  created_at text not null,
  left_at text
);
create table membership (
  id text primary key,
  agent text not null references agent (id),
  organisation text not null references organisation (id),
  role text not null,
  from_day text not null,
  until_day text
);
create unique index membership_current on membership (agent, organisation) where until_day is null;
create index membership_organisation on membership (organisation);
create table team_member (
  team text not null references team (id),
  agent text not null references agent (id),
  primary key (team, agent)
);
create table absence (
  agent text primary key references agent (id),
  from_day text not null,
  until_day text not null,
  substitute text references agent (id)
))",
     ""},
    {202, "sign-in",
     R"(create table password (
  agent text primary key references agent (id),
  hash text not null,
  changed_at text not null
);
create table second_factor (
  agent text primary key references agent (id),
  secret text,
  pending text,
  confirmed_at text,
  last_step bigint not null
);
create table recovery_code (
  agent text not null references agent (id),
  code_hash text not null,
  used_at text,
  primary key (agent, code_hash)
);
create table session (
  secret_hash text primary key,
  id text not null unique,
  agent text not null references agent (id),
  organisation text references organisation (id),
  step text not null,
  started_by text not null,
  browser text not null,
  created_at text not null,
  seen_at text not null,
  expires_at text not null,
  id_token text
);
create index session_agent on session (agent);
create table sign_in_failure (
  subject text primary key,
  failures bigint not null,
  last_at text not null,
  locked_until text not null
);
create table invitation (
  id text primary key,
  token_hash text not null unique,
  agent text not null references agent (id),
  organisation text not null references organisation (id),
  role text not null,
  invited_by text,
  created_at text not null,
  expires_at text not null,
  accepted_at text,
  revoked_at text
);
create index invitation_organisation on invitation (organisation);
create table password_reset (
  token_hash text primary key,
  agent text not null references agent (id),
  created_at text not null,
  expires_at text not null,
  used_at text
);
create index password_reset_agent on password_reset (agent))",
     ""},
    {203, "provider",
     R"(create table provider_identity (
  issuer text not null,
  idp text not null,
  sub text not null,
  agent text not null references agent (id),
  linked_at text not null,
  primary key (issuer, idp, sub)
);
create index provider_identity_agent on provider_identity (agent);
create table provider_attempt (
  browser_hash text primary key,
  state_hash text not null,
  nonce text not null,
  verifier text not null,
  invitation_hash text,
  agent text,
  expires_at text not null
))",
     ""},
    {204, "who links an account, and where a sign-in through a provider goes on",
     R"(alter table provider_attempt add column session_hash text;
alter table provider_attempt add column return_path text)",
     ""},
    {205, "organisations that took others over, as access reads them",
     R"(insert into took_over (organisation, former)
with recursive heir (organisation, former) as (
  select successor, id from organisation where successor is not null
  union select o.successor, h.former from heir h join organisation o on o.id = h.organisation where o.successor is not null
)
select organisation, former from heir where organisation <> former)",
     ""},
    {206, "organisations that inherit communes of others",
     R"(create table heir (
  change text not null,
  former text not null references organisation (id),
  organisation text not null references organisation (id),
  commune text not null,
  from_day text not null,
  ends bigint not null,
  primary key (change, former, commune),
  check (ends in (0, 1))
);
create index heir_organisation on heir (organisation))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::partners
