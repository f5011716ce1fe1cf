#include "exposure/migrations.h"

namespace bassin::exposure {

namespace {

constexpr sql::Migration table[] = {
    // A newer edition of the same zone takes the place of the one before: its outline goes, the trail says what it was.
    {760, "known hazard zones",
     R"(create table hazard_layer (
  id text primary key,
  organisation text not null references organisation (id),
  name text not null,
  source text not null,
  dated_on text not null,
  peril text not null,
  level text not null,
  communes text not null,
  file_name text not null,
  format text not null,
  file_sum text not null,
  notes text not null,
  area_m2 double precision not null,
  vertices bigint not null,
  outline text not null,
  edition bigint not null,
  version bigint not null,
  created_at text not null,
  created_by text not null,
  imported_at text not null,
  imported_by text not null,
  changed_at text not null,
  check (peril in ('flood', 'storm', 'ground', 'drought', 'earthquake', 'avalanche', 'eruption')),
  check (level in ('', 'low', 'medium', 'high', 'very_high'))
))",
     ""},
    // What one organisation noted of one business: a row only where something was. Each answer has its own day and author; '' is
    // nothing said. `contact` is one of the shared file, of that organisation: what may be kept of the person stands there alone.
    {761, "readiness of exposed businesses",
     R"(create table exposure_readiness (
  id text primary key,
  business text not null,
  commune text not null,
  organisation text not null references organisation (id),
  contact_word text not null,
  contact text,
  contact_at text not null,
  contact_by text not null,
  insurance text not null,
  insurance_on text not null,
  insurance_at text not null,
  insurance_by text not null,
  plan text not null,
  plan_at text not null,
  plan_by text not null,
  remark text not null,
  remark_at text not null,
  remark_by text not null,
  version bigint not null,
  changed_at text not null,
  check (contact_word in ('', 'named', 'none', 'unknown', 'refused')),
  check ((contact is null) = (contact_word <> 'named')),
  check (insurance in ('', 'yes', 'no', 'unknown', 'refused')),
  check (plan in ('', 'yes', 'no', 'in_progress', 'unknown', 'refused'))
);
create unique index exposure_readiness_business on exposure_readiness (business, organisation);
create index exposure_readiness_changed on exposure_readiness (changed_at))",
     ""},
};

}  // namespace

std::span<sql::Migration const> migrations() { return table; }

}  // namespace bassin::exposure
