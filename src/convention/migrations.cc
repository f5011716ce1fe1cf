#include "convention/migrations.h"

namespace bassin::convention {

namespace {

// Days are ISO text; '' in a key is "from the beginning".
constexpr sql::Migration table[] = {
    {500, "conventions",
     R"(create table convention (
  id text primary key,
  keeper text not null references organisation (id),
  kind text not null,
  parent text references convention (id),
  reference text not null,
  title text not null,
  purpose text not null,
  status text not null,
  starts_on text,
  ends_on text,
  renewal text not null,
  renewal_months bigint not null,
  renewals_most bigint not null,
  notice_months bigint not null,
  signed_on text,
  denounced_on text,
  denounced_by text references organisation (id),
  denounced_why text,
  last_day_early text,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  check (kind in ('framework', 'annual', 'service', 'amendment')),
  check (status in ('draft', 'deliberating', 'signed', 'denounced', 'abandoned')),
  check (renewal in ('none', 'express', 'tacit')),
  check ((kind in ('annual', 'amendment')) = (parent is not null)),
  check (status not in ('signed', 'denounced') or (signed_on is not null and starts_on is not null)),
  check (status not in ('signed', 'denounced') or kind = 'amendment' or ends_on is not null),
  check ((status = 'denounced') = (denounced_on is not null))
);
create index convention_parent on convention (parent);
create index convention_keeper on convention (keeper);
create table convention_party (
  convention text not null references convention (id),
  organisation text not null references organisation (id),
  place bigint not null,
  body text not null,
  deliberation text not null,
  deliberated_on text,
  transmitted_on text,
  signatory text not null,
  signatory_title text not null,
  joined_on text,
  left_on text,
  left_why text,
  primary key (convention, organisation)
);
create index convention_party_organisation on convention_party (organisation);
create table convention_commune (
  convention text not null references convention (id),
  commune text not null,
  label text not null,
  from_day text not null,
  until_day text,
  primary key (convention, commune, from_day)
);
create table convention_axis (
  id text primary key,
  convention text not null references convention (id),
  code text not null,
  title text not null,
  description text not null,
  place bigint not null,
  removed_on text
);
create unique index convention_axis_code on convention_axis (convention, code) where removed_on is null)",
     ""},
    {501, "action sheets",
     R"(create table action (
  id text primary key,
  convention text not null references convention (id),
  axis text not null references convention_axis (id),
  code text not null,
  title text not null,
  context text not null,
  objectives text not null,
  audience text not null,
  description text not null,
  deliverables text not null,
  risks text not null,
  pilot text,
  progress text not null,
  starts_on text,
  ends_on text,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  check (progress in ('to_start', 'running', 'suspended', 'done', 'dropped'))
);
create unique index action_code on action (convention, code);
create index action_axis on action (axis);
create table action_member (
  action text not null references action (id),
  organisation text not null references organisation (id),
  place bigint not null,
  part text not null,
  planned_half_days bigint not null,
  day_cost bigint not null,
  primary key (action, organisation),
  check (part in ('lead', 'co_lead', 'partner'))
);
create index action_member_organisation on action_member (organisation);
create table action_milestone (
  action text not null references action (id),
  place bigint not null,
  label text not null,
  due_on text,
  done_on text,
  primary key (action, place)
);
create table action_budget (
  action text not null references action (id),
  place bigint not null,
  label text not null,
  financer text references organisation (id),
  financer_name text not null,
  nature text not null,
  planned bigint not null,
  committed bigint not null,
  spent bigint not null,
  primary key (action, place),
  check (nature in ('subsidy', 'valuation', 'invoicing'))
))",
     ""},
    {502, "the ledger of contributions",
     R"(create table contribution (
  id text primary key,
  action text not null references action (id),
  organisation text not null references organisation (id),
  agent text not null,
  business text,
  commune text,
  kind text not null,
  on_day text not null,
  minutes bigint not null,
  source_kind text not null,
  source text not null,
  stated_at text not null,
  ended_at text,
  check (minutes >= 0)
);
create unique index contribution_live on contribution (source_kind, source) where ended_at is null;
create index contribution_action on contribution (action, on_day);
create index contribution_business on contribution (business))",
     ""},
    {503, "indicators of actions",
     R"(create table indicator (
  id text primary key,
  action text not null references action (id),
  code text not null,
  label text not null,
  effect text not null,
  unit text not null,
  method text not null,
  baseline double precision,
  measure text,
  kinds text not null,
  organisation text references organisation (id),
  field text not null,
  gathering text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  removed_at text,
  check (effect in ('output', 'result', 'impact')),
  check (measure in ('contributions', 'businesses', 'visited', 'half_days', 'days', 'coverage')),
  check (gathering in ('sum', 'last'))
);
create unique index indicator_code on indicator (action, code) where removed_at is null;
create table indicator_target (
  indicator text not null references indicator (id),
  year bigint not null,
  target double precision not null,
  primary key (indicator, year)
);
create table indicator_value (
  id text primary key,
  entry text not null,
  indicator text not null references indicator (id),
  on_day text not null,
  value double precision not null,
  evidence text not null,
  link text not null,
  version bigint not null,
  entered_by text not null,
  organisation text not null references organisation (id),
  entered_at text not null,
  ended_at text
);
create unique index indicator_value_live on indicator_value (entry) where ended_at is null;
create index indicator_value_indicator on indicator_value (indicator))",
     ""},
    {504, "what amendments change",
     R"(create table convention_change (
  amendment text not null references convention (id),
  place bigint not null,
  kind text not null,
  subject text not null,
  on_day text,
  before_value text not null,
  after_value text not null,
  primary key (amendment, place)
))",
     ""},
    {505, "committees",
     R"(create table committee_sitting (
  id text primary key,
  convention text not null references convention (id),
  committee text not null,
  on_day text not null,
  place text not null,
  agenda text not null,
  minutes text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  check (committee in ('steering', 'technical'))
);
create index committee_sitting_convention on committee_sitting (convention);
create table committee_attendee (
  sitting text not null references committee_sitting (id),
  place bigint not null,
  organisation text references organisation (id),
  organisation_name text not null,
  person text not null,
  title text not null,
  presence text not null,
  primary key (sitting, place),
  check (presence in ('present', 'excused', 'absent'))
);
create table committee_decision (
  id text primary key,
  sitting text not null references committee_sitting (id),
  text text not null,
  follower text not null references organisation (id),
  due_on text,
  outcome text not null,
  note text not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  check (outcome in ('open', 'done', 'dropped'))
);
create index committee_decision_sitting on committee_decision (sitting))",
     ""},
    {506, "sharing annexes",
     R"(create table convention_annex (
  id text primary key,
  convention text not null references convention (id),
  number bigint not null,
  status text not null,
  by_organisation text not null references organisation (id),
  wanted_from text not null,
  from_day text,
  why text not null,
  created_at text not null,
  created_by text not null,
  check (status in ('proposed', 'in_force', 'withdrawn', 'overtaken')),
  check ((status = 'in_force') = (number > 0 and from_day is not null))
);
create index convention_annex_convention on convention_annex (convention);
create unique index convention_annex_number on convention_annex (convention, number) where number > 0;
create table convention_annex_level (
  annex text not null references convention_annex (id),
  owner text not null references organisation (id),
  kind text not null,
  reader text not null,
  level bigint not null,
  primary key (annex, owner, kind, reader),
  check (level between 0 and 3)
);
create table convention_annex_party (
  annex text not null references convention_annex (id),
  organisation text not null references organisation (id),
  agreed_at text,
  agreed_by text,
  primary key (annex, organisation)
))",
     ""},
    {507, "reports",
     R"(create table report (
  id text primary key,
  convention text not null references convention (id),
  title text not null,
  from_day text not null,
  to_day text not null,
  status text not null,
  figures text,
  issued_at text,
  issued_by text,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  changed_at text not null,
  check (status in ('draft', 'issued')),
  check ((status = 'issued') = (figures is not null and issued_at is not null)),
  check (from_day <= to_day)
);
create index report_convention on report (convention);
create table report_block (
  report text not null references report (id),
  section text not null,
  text text not null,
  version bigint not null,
  changed_at text not null,
  changed_by text not null,
  primary key (report, section)
);
create table report_document (
  id text primary key,
  report text not null references report (id),
  form text not null,
  job text not null,
  status text not null,
  asked_at text not null,
  asked_by text not null,
  made_at text,
  content text,
  check (form in ('pdf', 'page', 'docx', 'odt')),
  check (status in ('draft', 'issued')),
  check ((made_at is null) = (content is null)),
  unique (report, form)
))",
     ""},
    {508, "the version of a convention's ledger",
     R"(create table ledger_version (
  convention text primary key references convention (id),
  version bigint not null
))",
     ""},
    {530, "an index that figures are counted from",
     R"(create index contribution_counted on contribution (action, on_day, organisation, kind, business, commune, minutes, ended_at);
drop index contribution_action)",
     ""},
    // An indicator with a kind of delay counts delays, and has no measure of contributions.
    {531, "indicators of delays",
     R"(alter table indicator add column delay text check (delay in ('taken', 'closed', 'follow_up'));
alter table indicator add column delay_most bigint;
create index contribution_taken on contribution (action) where source_kind = 'need_taken')",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::convention
