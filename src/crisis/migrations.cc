#include "crisis/migrations.h"

namespace bassin::crisis {

namespace {

// A zone never changes: the water moves by a new one. A case is one business in one crisis; its steps tell how it came where it stands.
// A report never changes either, but for what it is matched with; `present` marks the answers that hold of its case now.
constexpr sql::Migration table[] = {
    {700, "crises and their cases",
     R"(create table crisis (
  id text primary key,
  kind text not null,
  title text not null,
  description text not null,
  began_at text not null,
  exercise bigint not null,
  organisation text not null references organisation (id),
  state text not null,
  zone bigint not null,
  version bigint not null,
  opened_at text not null,
  opened_by text not null,
  changed_at text not null,
  closed_at text,
  anonymised bigint not null default 0,
  check (kind in ('flood', 'storm', 'fire', 'pollution', 'accident', 'other')),
  check (exercise in (0, 1)),
  check (state in ('open', 'closed')),
  check ((closed_at is null) = (state = 'open'))
);
create table crisis_member (
  crisis text not null references crisis (id),
  organisation text not null references organisation (id),
  asked_at text not null,
  asked_by text not null,
  joined_at text,
  joined_by text,
  left_at text,
  primary key (crisis, organisation)
);
create index crisis_member_organisation on crisis_member (organisation);
create table crisis_zone (
  crisis text not null references crisis (id),
  number bigint not null,
  source text not null,
  field text not null,
  note text not null,
  outline text,
  communes text not null,
  streets text not null,
  drawn_at text not null,
  drawn_by text not null,
  primary key (crisis, number),
  check (source in ('drawn', 'file', 'streets', 'communes'))
);
create table crisis_case (
  id text primary key,
  crisis text not null references crisis (id),
  business text not null,
  commune text not null,
  entry text not null,
  entered bigint not null,
  left_zone bigint,
  state text not null,
  reached text not null,
  trading text not null,
  priority bigint,
  organisation text references organisation (id),
  agent text,
  held_by text,
  held_until text,
  version bigint not null,
  changed_at text not null,
  check (entry in ('inside', 'unlocated', 'indirect', 'added')),
  check (priority between 1 and 4),
  check ((held_by is null) = (held_until is null))
);
create unique index crisis_case_business on crisis_case (crisis, business);
create index crisis_case_of_business on crisis_case (business);
create table crisis_step (
  id text primary key,
  record text not null references crisis_case (id),
  from_state text not null,
  to_state text not null,
  why text not null,
  organisation text not null,
  agent text not null,
  at text not null
);
create index crisis_step_record on crisis_step (record))",
     ""},
    {701, "situation reports of crises",
     R"(create table crisis_report (
  id text primary key,
  crisis text not null references crisis (id),
  number bigint not null,
  zone bigint not null,
  words text not null,
  situation text not null,
  issued_at text not null,
  organisation text not null,
  agent text not null
);
create unique index crisis_report_number on crisis_report (crisis, number))",
     ""},
    {702, "files of situation reports",
     R"(create table crisis_report_file (
  id text primary key,
  report text not null references crisis_report (id),
  audience text not null,
  form text not null,
  job text not null,
  asked_at text not null,
  asked_by text not null,
  made_at text,
  content text,
  check (audience in ('room', 'all')),
  check (form in ('pdf', 'docx', 'odt')),
  check ((made_at is null) = (content is null)),
  unique (report, audience, form)
))",
     ""},
    {710, "damage reports",
     R"(alter table crisis_case add column trading_at text;
create table damage_report (
  id text primary key,
  crisis text not null references crisis (id),
  record text references crisis_case (id),
  source text not null,
  state text not null,
  organisation text references organisation (id),
  agent text,
  siret text not null,
  name text not null,
  address text not null,
  person text not null,
  longitude double precision,
  latitude double precision,
  seen_at text not null,
  received_at text not null,
  holds_from text not null,
  fingerprint text not null,
  challenge text unique,
  why text not null,
  settled_at text,
  settled_by text,
  version bigint not null,
  check (source in ('phone', 'field', 'owner')),
  check (state in ('waiting', 'matched', 'set_aside')),
  check (state <> 'matched' or record is not null),
  check ((source = 'owner') = (agent is null)),
  check ((longitude is null) = (latitude is null))
);
create index damage_report_list on damage_report (crisis, state, received_at, id);
create index damage_report_record on damage_report (record);
create table damage_answer (
  report text not null references damage_report (id),
  question text not null,
  item text not null,
  present bigint not null,
  standing text not null,
  coded text not null,
  words text not null,
  amount bigint,
  amount_to bigint,
  certainty text,
  primary key (report, question, item),
  check (standing in ('given', 'unknown', 'refused')),
  check (present in (0, 1)),
  check (certainty in ('estimated', 'quoted', 'assessed'))
))",
     ""},
    {711, "public forms of crises",
     R"(create table crisis_form (
  crisis text primary key references crisis (id),
  code text not null unique,
  secret text not null,
  title text not null,
  opened_at text not null,
  opened_by text not null,
  ended_at text
))",
     ""},
    // What owners sent without an account: `sum` and `size` are of what was sent, the document is what was kept of it.
    {712, "photos of owners",
     R"(create table damage_photo (
  report text not null references damage_report (id),
  id text not null,
  document text not null,
  sum text not null,
  size bigint not null,
  received_at text not null,
  primary key (report, id)
))",
     ""},
    // 1: nobody but an owner without an account said how it trades.
    {713, "who said how a case trades", "alter table crisis_case add column trading_of_owner bigint not null default 0", ""},
    // What the public register holds of a year, or a farmer's own export. `area`, `stated`, `measured`: square metres; the box in whole
    // 1e-7 degrees.
    {714, "layers of parcels",
     R"(create table parcel_layer (
  id text primary key,
  origin text not null,
  year bigint not null,
  territory text not null,
  pacage text not null,
  report text not null,
  organisation text not null references organisation (id),
  revision bigint not null,
  parcels bigint not null,
  area bigint not null,
  taken_at text not null,
  taken_by text not null,
  check (origin in ('rpg', 'telepac'))
);
create unique index parcel_layer_of on parcel_layer (origin, year, territory, pacage);
create table parcel (
  layer text not null references parcel_layer (id),
  parcel_key text not null,
  commune text not null,
  crop text not null,
  crop_group bigint not null,
  stated bigint not null,
  measured bigint not null,
  pacage text not null,
  west bigint not null,
  south bigint not null,
  east bigint not null,
  north bigint not null,
  outline text not null,
  primary key (layer, parcel_key)
);
create index parcel_south on parcel (layer, south);
create index parcel_commune on parcel (layer, commune);
create index parcel_pacage on parcel (pacage))",
     ""},
    {715, "farms of parcels",
     R"(create table parcel_farm (
  business text primary key,
  pacage text not null unique,
  commune text not null,
  organisation text not null references organisation (id),
  agent text not null,
  given_at text not null
);
create table parcel_link (
  layer text not null references parcel_layer (id),
  parcel_key text not null,
  business text not null,
  commune text not null,
  way text not null,
  organisation text not null references organisation (id),
  agent text not null,
  at text not null,
  primary key (layer, parcel_key),
  check (way in ('hand', 'pacage'))
);
create index parcel_link_business on parcel_link (business))",
     ""},
    // Of the zone that was crossed last. `counted`: 0 of ground that a layer before has.
    {716, "parcels that crises touch",
     R"(create table crisis_parcel (
  crisis text not null references crisis (id),
  layer text not null references parcel_layer (id),
  parcel_key text not null,
  commune text not null,
  crop text not null,
  crop_group bigint not null,
  stated bigint not null,
  measured bigint not null,
  inside bigint not null,
  counted bigint not null,
  primary key (crisis, layer, parcel_key),
  check (counted in (0, 1))
);
create table crisis_crossing (
  crisis text primary key references crisis (id),
  zone bigint not null,
  layers text not null,
  agent text not null,
  at text not null
))",
     ""},
    // 1: of a business whose land lies in the zone, wherever its address does.
    {717, "cases by parcels", "alter table crisis_case add column by_parcels bigint not null default 0", ""},
    {720, "decrees of natural disaster",
     R"(create table crisis_decree (
  id text primary key,
  commune text not null,
  current_commune text not null,
  peril text not null,
  from_day text not null,
  to_day text not null,
  published_on text not null,
  refused bigint not null,
  number text not null,
  origin text not null,
  added_at text not null,
  added_by text not null,
  check (peril in ('flood', 'storm', 'ground', 'drought', 'earthquake', 'avalanche', 'eruption')),
  check (refused in (0, 1)),
  check (from_day <= to_day),
  check (origin in ('hand', 'file'))
);
create unique index crisis_decree_row on crisis_decree (commune, peril, from_day, to_day, published_on, refused);
create index crisis_decree_current on crisis_decree (current_commune))",
     ""},
    // What was said never changes: the last one holds. `begun`: something was said of the case or done for it, beside its state.
    {721, "what is said of a case, and what was asked for it",
     R"(alter table crisis_case add column begun bigint not null default 0;
create table crisis_said (
  record text not null references crisis_case (id),
  question text not null,
  number bigint not null,
  value text not null,
  organisation text not null,
  agent text not null,
  at text not null,
  primary key (record, question, number)
);
create table crisis_request (
  id text primary key,
  record text not null references crisis_case (id),
  right_id text not null,
  name text not null,
  asked_on text not null,
  asked bigint,
  decision text not null,
  decided_on text,
  granted bigint,
  paid_on text,
  paid bigint,
  note text not null,
  organisation text not null,
  agent text not null,
  version bigint not null,
  changed_at text not null,
  check (decision in ('awaited', 'granted', 'refused')),
  check ((decided_on is null) = (decision = 'awaited'))
);
create unique index crisis_request_right on crisis_request (record, right_id, name))",
     ""},
    {722, "letters of cases",
     R"(create table crisis_template (
  id text primary key,
  organisation text not null references organisation (id),
  title text not null,
  right_id text not null,
  text text not null,
  agent text not null,
  version bigint not null,
  changed_at text not null
);
create index crisis_template_organisation on crisis_template (organisation);
create table crisis_letter (
  id text primary key,
  record text not null references crisis_case (id),
  made_from text not null,
  title text not null,
  form text not null,
  job text not null,
  organisation text not null,
  asked_by text not null,
  asked_at text not null,
  made_at text,
  content text,
  check (form in ('pdf', 'docx', 'odt')),
  check ((made_at is null) = (content is null)),
  unique (record, made_from, form)
))",
     ""},
    // `follows_on`: of a closed crisis, whose the cases in nobody's hand are at the terms to come.
    {731, "how businesses fare after a crisis",
     R"(alter table crisis add column follows_on text references organisation (id);
create table crisis_after (
  id text primary key,
  record text not null references crisis_case (id),
  term bigint not null,
  fares text not null,
  way text not null,
  on_day text not null,
  minutes bigint not null,
  jobs bigint,
  reopened_on text,
  lacks text not null,
  note text not null,
  organisation text not null,
  agent text not null,
  version bigint not null,
  changed_at text not null,
  unique (record, term),
  check (term in (1, 3, 6, 12)),
  check (fares in ('as_before', 'partly', 'closed', 'moved', 'difficulty', 'ceased')),
  check (way in ('visit', 'call', 'meeting', 'mail'))
);
create table crisis_loss (
  record text primary key references crisis_case (id),
  lost bigint not null,
  why text not null,
  organisation text not null,
  agent text not null,
  at text not null,
  check (lost in (0, 1))
))",
     ""},
    {732, "the action that an organisation's work in a crisis counts towards",
     R"(create table crisis_action (
  crisis text not null references crisis (id),
  organisation text not null references organisation (id),
  action text,
  agent text not null,
  version bigint not null,
  changed_at text not null,
  primary key (crisis, organisation)
))",
     ""},
    // `charge`: who has it to do; null: who wrote it.
    {733, "what a room learned",
     R"(create table crisis_lesson (
  id text primary key,
  crisis text not null references crisis (id),
  heading text not null,
  text text not null,
  person text not null,
  charge text references organisation (id),
  until_day text,
  done bigint not null,
  organisation text not null,
  agent text not null,
  version bigint not null,
  changed_at text not null,
  check (heading in ('worked', 'lacked', 'to_do')),
  check (done in (0, 1))
);
create index crisis_lesson_crisis on crisis_lesson (crisis))",
     ""},
    // A case that is gone lives here: its row, what it moved to the kept one, and what of the two holds no more. `origin`: the case that a
    // step was of before. `crisis_apart`: two that somebody said are not one.
    {734, "two cases of one business",
     R"(alter table crisis_step add column origin text;
create table crisis_merge (
  id text primary key,
  crisis text not null references crisis (id),
  record text not null unique,
  kept text not null references crisis_case (id),
  business text not null,
  before_row text not null,
  kept_before text not null,
  kept_version bigint not null,
  moved text not null,
  organisation text not null,
  agent text not null,
  at text not null,
  unique (crisis, business)
);
create index crisis_merge_kept on crisis_merge (kept);
create table crisis_apart (
  crisis text not null references crisis (id),
  one text not null references crisis_case (id),
  other text not null references crisis_case (id),
  organisation text not null,
  agent text not null,
  at text not null,
  primary key (one, other)
);
create index crisis_apart_crisis on crisis_apart (crisis);
create index crisis_apart_other on crisis_apart (other))",
     ""},
    {740, "mutual help in a crisis",
     R"(create table crisis_help (
  id text primary key,
  crisis text not null references crisis (id),
  side text not null,
  kind text not null,
  what text not null,
  quantity bigint,
  commune text not null,
  from_day text,
  until_day text,
  record text references crisis_case (id),
  who text not null,
  reach text not null,
  withdrawn bigint not null,
  noted_at text not null,
  organisation text not null,
  agent text not null,
  version bigint not null,
  changed_at text not null,
  check (side in ('need', 'offer')),
  check (withdrawn in (0, 1))
);
create index crisis_help_room on crisis_help (crisis, noted_at);
create index crisis_help_record on crisis_help (record);
create table crisis_agreement (
  id text primary key,
  crisis text not null references crisis (id),
  need text not null references crisis_help (id),
  offer text not null references crisis_help (id),
  state text not null,
  quantity bigint,
  note text not null,
  made_at text not null,
  organisation text not null,
  agent text not null,
  version bigint not null,
  changed_at text not null,
  unique (need, offer),
  check (state in ('agreed', 'given', 'over', 'failed'))
);
create index crisis_agreement_room on crisis_agreement (crisis, made_at);
create index crisis_agreement_offer on crisis_agreement (offer))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::crisis
