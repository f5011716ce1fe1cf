#include "support/inherited.h"

#include <fmt/format.h>

#include <array>

#include "base/id_table.h"
#include "sql/session.h"
#include "support/internal/inherited_moves.h"

namespace bassin::support {

namespace {

using base::Result;

constexpr std::array<std::string_view, inherited_count> ids = {
    "exchange",       "need_given", "need_received", "follow_up",          "follow_up_member", "reminder", "contact", "opposition",
    "local_business", "correction", "business_tag",  "portfolio_business", "membership",       "document", "zone",    "selection",
    "import",         "project",    "campaign"};

// A contact of several communes is not wholly of one: see Inherited.
constexpr std::array<std::string_view, inherited_count> sources = {
    "select id as record, '' as extra, organisation, commune, kept_in as kept, version, business, on_day from exchange",
    "select id as record, '' as extra, organisation, commune, kept_in as kept, version, business from need",
    "select id as record, '' as extra, to_organisation as organisation, commune, kept_in as kept, version, business from need",
    "select id as record, '' as extra, organisation, commune, kept_in as kept, version, business from follow_up",
    "select m.follow_up as record, '' as extra, m.organisation as organisation, f.commune as commune, f.kept_in as kept, f.version as "
    "version, f.business as business from follow_up_member m join follow_up f on f.id = m.follow_up and f.organisation <> m.organisation",
    "select id as record, '' as extra, organisation, coalesce(commune, '') as commune, 1 as kept, version, coalesce(business, '') as "
    "business from reminder",
    "select c.id as record, '' as extra, c.organisation as organisation, coalesce((select l.commune from contact_link l where l.contact = "
    "c.id order by l.created_at, l.business limit 1), '') as commune, case when c.kept_in = 1 or (select count(distinct l.commune) from "
    "contact_link l where l.contact = c.id) > 1 then 1 else 0 end as kept, c.version as version, '' as business from contact c where "
    "c.merged_into is "
    "null",
    "select id as record, '' as extra, organisation, '' as commune, 1 as kept, 0 as version, '' as business from opposition where contact "
    "is "
    "null",
    "select id as record, '' as extra, organisation, commune, 0 as kept, version, 'local:' || id as business from local_business",
    "select id as record, '' as extra, organisation, commune, 0 as kept, 0 as version, business from correction",
    "select b.business as record, b.tag as extra, t.organisation as organisation, b.commune as commune, 1 - t.shared as kept, 0 as "
    "version, "
    "b.business as business from business_tag b join tag t on t.id = b.tag",
    "select b.business as record, b.portfolio as extra, p.organisation as organisation, b.commune as commune, 1 as kept, 0 as version, "
    "b.business as business from portfolio_business b join portfolio p on p.id = b.portfolio",
    "select id as record, '' as extra, organisation, commune, 0 as kept, version, business from stated_membership",
    "select id as record, '' as extra, organisation, commune, kept_in as kept, version, '' as business from document",
    "select id as record, '' as extra, organisation, '' as commune, 1 as kept, version, '' as business from zone",
    "select id as record, '' as extra, organisation, '' as commune, 1 as kept, version, '' as business from selection",
    "select id as record, '' as extra, organisation, '' as commune, 1 as kept, 0 as version, '' as business from sheet_import",
    "select id as record, '' as extra, organisation, commune, kept_in as kept, version, 'project:' || id as business from project",
    "select id as record, '' as extra, organisation, '' as commune, 1 as kept, version, '' as business from campaign",
};

// Of kinds of which nothing but the organisation changes.
std::string_view plain_table(Inherited kind) {
  switch (kind) {
    case Inherited::exchange: return "exchange";
    case Inherited::opposition: return "opposition";
    case Inherited::local_business: return "local_business";
    case Inherited::correction: return "correction";
    case Inherited::document: return "document";
    case Inherited::import: return "sheet_import";
    case Inherited::campaign: return "campaign";
    default: return "";
  }
}

Result<void> set_organisation(sql::Session& session, std::string_view table, std::string const& id, std::string const& organisation) {
  return session.run(fmt::format("update {} set organisation = :organisation where id = :id", table),
                     {{"organisation", organisation}, {"id", id}});
}

}  // namespace

std::string_view id_of(Inherited kind) { return ids[static_cast<std::size_t>(kind)]; }
std::optional<Inherited> parse_inherited(std::string_view id) { return base::parse_id<Inherited>(ids, id); }
std::string_view inherited_sql(Inherited kind) { return sources[static_cast<std::size_t>(kind)]; }

std::string as_left_sql(Inherited kind) {
  auto const there = fmt::format(
      "exists (select 1 from ({}) r where r.record = m.record and r.extra = m.extra_now and r.organisation = m.heir and r.version = "
      "m.version)",
      inherited_sql(kind));
  switch (kind) {
    // The heir may keep the follow-up itself.
    case Inherited::follow_up_member:
      return "exists (select 1 from follow_up f join follow_up_member h on h.follow_up = f.id and h.organisation = m.heir where f.id = "
             "m.record and f.version = m.version)";
    case Inherited::business_tag: return there + " and exists (select 1 from tag w where w.id = m.extra and w.organisation = m.former)";
    case Inherited::portfolio_business:
      return there + " and exists (select 1 from portfolio w where w.id = m.extra and w.organisation = m.former)";
    // One that was put away comes back as long as the same of the heir is there; neither where the former one has stated it anew.
    case Inherited::membership:
      return "exists (select 1 from stated_membership h where h.organisation = m.heir and ((m.gone = 1 and m.extra_now in ('', h.id)) or "
             "(m.gone = 0 and h.id = m.record and h.version = m.version)) and not exists (select 1 from stated_membership o where "
             "o.organisation = m.former and o.chamber = h.chamber and o.business = h.business))";
    default: return there;
  }
}

std::string with_heir_sql(Inherited kind) {
  switch (kind) {
    case Inherited::follow_up_member:
      return "exists (select 1 from follow_up_member h where h.follow_up = m.record and h.organisation = m.heir)";
    // One that was put together with another is with the heir still.
    case Inherited::contact: return "exists (select 1 from contact h where h.id = m.record and h.organisation = m.heir)";
    case Inherited::membership:
      return "exists (select 1 from stated_membership h where h.id = case when m.gone = 1 and m.extra_now <> '' then m.extra_now else "
             "m.record end and h.organisation = m.heir)";
    default:
      return fmt::format("exists (select 1 from ({}) h where h.record = m.record and h.extra = m.extra_now and h.organisation = m.heir)",
                         inherited_sql(kind));
  }
}

std::string erased_sql(Inherited kind) {
  switch (kind) {
    // A part in it that somebody gave up is a change of it.
    case Inherited::follow_up_member: return "not exists (select 1 from follow_up f where f.id = m.record)";
    // One that was put together with another is there still.
    case Inherited::contact: return "not exists (select 1 from contact h where h.id = m.record)";
    case Inherited::membership:
      return "not exists (select 1 from stated_membership h where h.id = case when m.gone = 1 and m.extra_now <> '' then m.extra_now else "
             "m.record end)";
    // Put together with another tag, it stands under that one.
    case Inherited::business_tag:
      return "exists (select 1 from tag t where t.id = m.extra_now) and not exists (select 1 from business_tag h where "
             "h.business = m.record and h.tag = m.extra_now)";
    default:
      return fmt::format("not exists (select 1 from ({}) h where h.record = m.record and h.extra = m.extra_now)", inherited_sql(kind));
  }
}

Result<Passed> pass_on(sql::Session& session, Inherited kind, Passing const& it) {
  Passed plain{it.extra, "null", false};
  if (auto const table = plain_table(kind); !table.empty()) {
    BASSIN_DO(set_organisation(session, table, it.record, it.heir));
    return plain;
  }
  switch (kind) {
    case Inherited::need_given:
    case Inherited::need_received: return internal::pass_need(session, kind, it);
    case Inherited::follow_up: return internal::pass_follow_up(session, it);
    case Inherited::follow_up_member: return internal::pass_member(session, it);
    case Inherited::business_tag:
    case Inherited::portfolio_business: return internal::pass_word(session, kind, it);
    case Inherited::membership: return internal::pass_membership(session, it);
    case Inherited::contact: return internal::pass_contact(session, it);
    default: return internal::pass_with_agent(session, kind, it);
  }
}

Result<void> take_back(sql::Session& session, Inherited kind, Passing const& it, Passed const& passed) {
  if (auto const table = plain_table(kind); !table.empty()) return set_organisation(session, table, it.record, it.former);
  switch (kind) {
    case Inherited::need_given:
    case Inherited::need_received: return internal::need_back(session, kind, it, passed);
    case Inherited::follow_up: return internal::follow_up_back(session, it, passed);
    case Inherited::follow_up_member: return internal::member_back(session, it, passed);
    case Inherited::business_tag:
    case Inherited::portfolio_business: return internal::word_back(session, kind, it, passed);
    case Inherited::membership: return internal::membership_back(session, it, passed);
    case Inherited::contact: return internal::contact_back(session, it);
    default: return internal::agent_back(session, kind, it, passed);
  }
}

}  // namespace bassin::support
