#include "support/bulk_reading.h"

#include <fmt/format.h>

#include "sql/session.h"
#include "support/internal/contact_rows.h"
#include "support/internal/follow_up_rows.h"

namespace bassin::support {

using access::RecordKind;
using base::Result;

namespace {

// Of a condition over its table, for the value :sharing_reader.
std::string own_condition(RecordKind kind) {
  auto const own = internal::own_sql("r.organisation", "sharing_reader");
  auto const also = [&own](std::string_view table, std::string_view key, std::string_view more) {
    return fmt::format("({} or exists (select 1 from {} p where p.{} = r.id and {}{}))", own, table, key,
                       internal::own_sql("p.organisation", "sharing_reader"), more);
  };
  if (kind == RecordKind::need) return also("need_party", "need", "");
  if (kind == RecordKind::follow_up) return also("follow_up_member", "follow_up", " and p.state = 'member'");
  return own;
}

std::string_view table_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::contact: return "contact";
    case RecordKind::need: return "need";
    case RecordKind::follow_up: return "follow_up";
    default: return "exchange";
  }
}

}  // namespace

Result<std::vector<std::string>> ids_after(sql::Session& session, access::Reader const& reader, BulkOf const& of,
                                           std::string const& after) {
  std::vector<std::string> out;
  if (reader.standing != access::Reader::Standing::member || reader.organisation.empty()) return out;
  bool const contacts = of.kind == RecordKind::contact;
  auto const statement = fmt::format("select r.id from {} r where r.id > :after and {}{} order by r.id limit :most", table_of(of.kind),
                                     of.partners && !contacts ? "(:sharing_reader <> '')" : own_condition(of.kind),
                                     contacts ? " and r.merged_into is null" : "");
  BASSIN_TRY(auto const rows, session.rows(statement, {{"after", after}, {"sharing_reader", reader.organisation}, {"most", bulk_block}}));
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

Result<std::vector<SeenFollowUp>> read_follow_ups(sql::Session& session, access::Reader const& reader, base::Date today,
                                                  std::vector<std::string> const& ids) {
  if (ids.empty()) return std::vector<SeenFollowUp>();
  auto const listed = internal::listed(ids);
  return internal::follow_ups_where(session, reader, today, "f.id in " + listed.places, listed.values, bulk_block);
}

}  // namespace bassin::support
