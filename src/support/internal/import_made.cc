#include "support/internal/import_made.h"

#include <fmt/format.h>

#include "base/checksum.h"
#include "support/imports.h"
#include "support/internal/contact_rows.h"
#include "support/internal/membership_row.h"

namespace bassin::support::internal {

using access::Json;
using base::Result;

Result<void> note_made(sql::Session& session, std::string const& import, Made const& made) {
  return session.run(
      "insert into sheet_import_made (import, kind, record, number, sum, was, state) values (:import, :kind, :record, :number, :sum, :was, "
      "'') on conflict (import, kind, record) do update set sum = excluded.sum",
      {{"import", import}, {"kind", made.kind}, {"record", made.record}, {"number", made.number}, {"sum", made.sum}, {"was", made.was}});
}

std::string last_row_sql(std::string_view condition) {
  return fmt::format(
      "update sheet_import_made set number = case when number < :number then :number else number end where import = :import and {}",
      condition);
}

std::string sum_of(ContactChannel const& channel) { return fmt::format("{:016x}", base::checksum(access::text_of(json_of(channel)))); }

Json kept_of(Membership const& it) {
  return {{"id", it.id},           {"organisation", it.organisation},
          {"chamber", it.chamber}, {"business", it.business},
          {"commune", it.commune}, {"since", it.since},
          {"number", it.number},   {"asOf", it.as_of},
          {"file", it.file}};
}

Membership membership_in(std::string const& kept) {
  Membership out;
  auto const json = Json::parse(kept, nullptr, false);
  if (!json.is_object()) return out;
  auto const text = [&](char const* name) { return json.value(name, std::string()); };
  out.id = text("id");
  out.organisation = text("organisation");
  out.chamber = text("chamber");
  out.business = text("business");
  out.commune = text("commune");
  out.since = text("since");
  out.number = text("number");
  out.as_of = text("asOf");
  out.file = text("file");
  return out;
}

Result<void> write_membership(sql::Session& session, Act const& act, Membership const& next, std::optional<Membership> const& was) {
  BASSIN_DO(session.run(
      "insert into stated_membership (id, organisation, chamber, business, commune, since, member_number, as_of, file, version, "
      "created_at, "
      "created_by) values (:id, :organisation, :chamber, :business, :commune, :since, :number, :as_of, :file, :version, :at, :agent) on "
      "conflict (id) do update set commune = excluded.commune, since = excluded.since, member_number = excluded.member_number, as_of = "
      "excluded.as_of, file = excluded.file, version = excluded.version",
      {{"id", next.id},
       {"organisation", next.organisation},
       {"chamber", next.chamber},
       {"business", next.business},
       {"commune", next.commune},
       {"since", next.since},
       {"number", next.number},
       {"as_of", next.as_of},
       {"file", next.file},
       {"version", next.version},
       {"at", base::to_iso(act.actor.at)},
       {"agent", act.reader.agent}}));
  return access::record(session, act, was ? "membership.changed" : "membership.stated", "membership", next.id,
                        was ? access::text_of(json_of(*was)) : "", access::text_of(json_of(next)));
}

Result<void> set_state(sql::Session& session, Act const& act, std::string const& import, std::string_view state) {
  auto day = base::parse_date(today_of(act)).value_or(base::Date{});
  day.days += import_cells_days;
  return session.run(
      "update sheet_import set state = :state, ended_at = :at, ended_by = :agent, cells_until = :until where id = :id",
      {{"state", state}, {"at", base::to_iso(act.actor.at)}, {"agent", act.reader.agent}, {"until", base::to_iso(day)}, {"id", import}});
}

}  // namespace bassin::support::internal
