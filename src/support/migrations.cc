#include "support/migrations.h"

#include "support/internal/campaign_tables.h"
#include "support/internal/contact_tables.h"
#include "support/internal/follow_up_tables.h"
#include "support/internal/import_tables.h"
#include "support/internal/project_tables.h"

namespace bassin::support {

namespace {

constexpr sql::Migration table[] = {
    {400, "tags and portfolios",
     R"(create table tag (
  id text primary key,
  organisation text not null,
  shared bigint not null,
  name text not null,
  folded text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null
);
create unique index tag_name on tag (organisation, folded);
create table business_tag (
  tag text not null references tag (id),
  business text not null,
  commune text not null,
  created_at text not null,
  created_by text not null,
  primary key (tag, business)
);
create index business_tag_business on business_tag (business);
create table portfolio (
  id text primary key,
  organisation text not null,
  team text,
  agent text,
  name text not null,
  folded text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  check ((team is null) <> (agent is null))
);
create unique index portfolio_name on portfolio (organisation, folded);
create index portfolio_agent on portfolio (agent);
create table portfolio_business (
  portfolio text not null references portfolio (id),
  business text not null,
  commune text not null,
  created_at text not null,
  created_by text not null,
  primary key (portfolio, business)
);
create index portfolio_business_business on portfolio_business (business))",
     ""},
    {401, "corrections and businesses that the register lacks",
     R"(create table correction (
  id text primary key,
  business text not null,
  commune text not null,
  organisation text not null,
  kind text not null,
  value text not null,
  reason text not null,
  register_value text,
  register_snapshot text,
  created_at text not null,
  created_by text not null,
  ended_at text,
  ended_by text,
  ended_how text,
  check (kind in ('position', 'chambers', 'activity', 'name', 'description')),
  check (ended_how in ('superseded', 'withdrawn')),
  check ((ended_at is null) = (ended_how is null))
);
create index correction_business on correction (business);
create unique index correction_in_force on correction (business, kind) where ended_at is null;
create table local_business (
  id text primary key,
  organisation text not null,
  commune text not null,
  name text not null,
  address text not null,
  longitude double precision,
  latitude double precision,
  nomenclature text not null,
  activity text not null,
  size text not null,
  legal_category text not null,
  natural_person bigint not null,
  opened_on text,
  closed_on text,
  closed bigint not null,
  source text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  matched_siret text,
  matched_at text,
  matched_by text,
  check ((longitude is null) = (latitude is null)),
  check ((matched_siret is null) = (matched_at is null))
);
create index local_business_matched on local_business (matched_siret))",
     ""},
    {402, "selections",
     R"(create table selection (
  id text primary key,
  organisation text not null,
  agent text not null,
  name text not null,
  query text not null,
  shared bigint not null,
  version bigint not null,
  created_at text not null,
  changed_at text not null
);
create index selection_agent on selection (agent);
create index selection_organisation on selection (organisation, shared);
create table selection_seen (
  selection text not null references selection (id),
  agent text not null,
  at text not null,
  snapshot text not null,
  total bigint not null,
  held text,
  primary key (selection, agent)
))",
     ""},
    {403, "what changed, and what was sent once",
     R"(create table casework_counter (
  id bigint primary key,
  number bigint not null
);
insert into casework_counter (id, number) values (1, 0);
create table casework_change (
  number bigint not null,
  business text not null,
  primary key (number, business)
);
create table sent_once (
  agent text not null,
  sent_key text not null,
  route text not null,
  body_sum text not null,
  answer text not null,
  at text not null,
  primary key (agent, sent_key)
);
create index sent_once_at on sent_once (at))",
     ""},
    {404, "zones",
     R"(create table zone (
  id text primary key,
  organisation text not null,
  agent text not null,
  name text not null,
  sharing text not null,
  communes text not null,
  file_name text not null,
  format text not null,
  file_sum text not null,
  notes text not null,
  area_m2 double precision not null,
  vertices bigint not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  version bigint not null,
  created_at text not null,
  changed_at text not null,
  check (sharing in ('private', 'organisation', 'partners'))
);
create index zone_agent on zone (agent);
create index zone_organisation on zone (organisation);
create table zone_outline (
  zone text primary key references zone (id),
  outline text not null,
  screen text
))",
     ""},
    // `action` is one of the module convention, whose tables come after these.
    {410, "exchanges",
     R"(create table exchange (
  id text primary key,
  organisation text not null,
  agent text not null,
  business text not null,
  commune text not null,
  way text not null,
  theme text not null,
  on_day text not null,
  minutes bigint not null,
  notes text not null,
  met text not null,
  action text,
  kept_in bigint not null,
  version bigint not null,
  created_at text not null,
  changed_at text not null,
  check (way in ('visit', 'call', 'meeting', 'mail')),
  check (kept_in in (0, 1))
);
create index exchange_business on exchange (business, on_day, id);
create index exchange_organisation on exchange (organisation, on_day, id);
create index exchange_agent on exchange (organisation, agent, on_day, id);
create index exchange_last on exchange (organisation, agent, id))",
     ""},
    {420, "contacts", internal::contact_tables, ""},
    {430, "reminders",
     R"(create table reminder (
  id text primary key,
  organisation text not null,
  created_by text not null,
  business text,
  commune text,
  text text not null,
  due_on text not null,
  agent text not null,
  version bigint not null,
  created_at text not null,
  done_at text,
  done_by text
);
create index reminder_agent on reminder (agent, due_on) where done_at is null;
create index reminder_business on reminder (business))",
     ""},
    {440, "needs",
     R"(create table need (
  id text primary key,
  organisation text not null,
  agent text not null,
  business text not null,
  commune text not null,
  theme text not null,
  text text not null,
  action text,
  kept_in bigint not null,
  state text not null,
  to_organisation text not null,
  to_team text,
  to_agent text,
  handed_at text not null,
  taken_by text,
  outcome text,
  version bigint not null,
  created_at text not null,
  changed_at text not null,
  check (state in ('waiting', 'taken', 'declined', 'closed', 'withdrawn')),
  check ((state = 'closed') = (outcome is not null)),
  check (to_team is null or to_agent is null)
);
create index need_business on need (business);
create index need_receiver on need (to_organisation, state);
create index need_giver on need (organisation, agent, state);
create table need_step (
  id text primary key,
  need text not null references need (id),
  at text not null,
  organisation text not null,
  agent text not null,
  what text not null,
  why text not null,
  to_organisation text,
  to_team text,
  to_agent text
);
create index need_step_need on need_step (need);
create table need_party (
  need text not null references need (id),
  organisation text not null,
  primary key (need, organisation)
))",
     ""},
    {450, "columns of spreadsheets",
     R"(create table sheet_mapping (
  organisation text not null,
  header text not null,
  columns text not null,
  changed_at text not null,
  changed_by text not null,
  primary key (organisation, header)
))",
     ""},
    {451, "imports of rolls and contact files", internal::import_tables, ""},
    {452, "what chambers state of their members", internal::membership_table, ""},
    {460, "follow-ups", internal::follow_up_tables, ""},
    {470, "when a reminder was changed", "alter table reminder add column changed_at text", ""},
    {480, "tags and portfolios of heirs",
     R"(create table inherited_word (
  change text not null,
  word text not null,
  heir text not null,
  copy text not null,
  primary key (change, word, heir)
))",
     ""},
    {485, "needs and follow-ups of an action",
     "create index need_action on need (action); create index follow_up_action on follow_up (action)", ""},
    {490, "campaigns", internal::campaign_tables, ""},
    {495, "projects", internal::project_table, ""},
    {496, "further kinds of imports", internal::import_kinds_sqlite, internal::import_kinds_postgresql},
    {497, "words of files", internal::import_word_tables, ""},
    // Nothing asks for exchanges by agent without their day.
    {498, "no index that no question uses", "drop index exchange_last", ""},
    // A change of territory looks for what an organisation has. Other records are found by indexes that begin with it already.
    {540, "records by organisation",
     R"(create index follow_up_inherited on follow_up (organisation);
create index reminder_inherited on reminder (organisation);
create index opposition_inherited on opposition (organisation);
create index local_business_inherited on local_business (organisation);
create index correction_inherited on correction (organisation);
create index document_inherited on document (organisation))",
     ""},
    {550, "needs and reminders of follow-ups",
     R"(alter table need add column follow_up text;
alter table reminder add column follow_up text;
create index need_follow_up on need (follow_up) where follow_up is not null;
create index reminder_follow_up on reminder (follow_up) where follow_up is not null)",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::support
