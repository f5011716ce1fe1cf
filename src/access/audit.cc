#include "access/audit.h"

#include <fmt/format.h>

#include "base/uuid.h"
#include "sql/listed.h"
#include "sql/session.h"

namespace bassin::access {

namespace {

using base::Result;

AuditRow row_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  return {text("id"),   text("at"),     text("agent"),         text("organisation"), text("place"), text("action"),
          text("kind"), text("record"), text("before_values"), text("after_values"), text("note")};
}

}  // namespace

Result<void> record(sql::Session& session, AuditEntry const& entry) {
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("insert into audit (id, at, agent, organisation, place, action, kind, record, before_values, after_values, "
                             "note, subject) values (:id, :at, :agent, :organisation, :place, :action, :kind, :record, :before_values, "
                             ":after_values, :note, :subject)",
                             {{"id", base::new_uuid()},
                              {"at", base::to_iso(entry.actor.at)},
                              {"agent", sql::or_null(entry.actor.agent)},
                              {"organisation", sql::or_null(entry.actor.organisation)},
                              {"place", entry.actor.place},
                              {"action", entry.action},
                              {"kind", entry.kind},
                              {"record", entry.record},
                              {"before_values", sql::or_null(entry.before)},
                              {"after_values", sql::or_null(entry.after)},
                              {"note", sql::or_null(entry.note)},
                              {"subject", sql::or_null(entry.subject)}}));
  return {};
}

Result<std::vector<AuditRow>> audit_trail(sql::Session& session, AuditQuery const& query) {
  // A filter that is not asked for is the empty text; ids are UUIDv7, so that their order is that of time.
  BASSIN_TRY(auto const rows,
             session.rows("select id, at, agent, organisation, place, action, kind, record, before_values, after_values, note from audit "
                          "where (:agent = '' or agent = :agent) and (:organisation = '' or organisation = :organisation) "
                          "and (:action = '' or substr(action, 1, length(:action)) = :action) "
                          "and (:kind = '' or kind = :kind) and (:record = '' or record = :record) "
                          "and (:since = '' or at >= :since) and (:until = '' or at < :until) "
                          "and (:last = '' or id < :last) order by id desc limit :most",
                          {{"agent", query.agent},
                           {"organisation", query.organisation},
                           {"action", query.action},
                           {"kind", query.kind},
                           {"record", query.record},
                           {"since", query.from},
                           {"until", query.to},
                           {"last", query.before},
                           {"most", query.limit}}));
  std::vector<AuditRow> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(row_of(row));
  return out;
}

Result<std::uint64_t> purge_subject(sql::Session& session, std::string const& subject) {
  return session.execute("update audit set before_values = null, after_values = null, note = null, subject = null where subject = :subject",
                         {{"subject", subject}});
}

Result<std::uint64_t> purge_record(sql::Session& session, std::string const& kind, std::string const& record) {
  return session.execute(
      "update audit set before_values = null, after_values = null, note = null, subject = null where kind = :kind and record = :record",
      {{"kind", kind}, {"record", record}});
}

Result<std::uint64_t> purge_records(sql::Session& session, std::string const& kind, std::span<std::string const> records) {
  if (records.empty()) return 0;
  auto const listed = sql::listed(records);
  auto values = listed.values;
  values.emplace_back("kind", kind);
  return session.execute(fmt::format("update audit set before_values = null, after_values = null, note = null, subject = null where kind = "
                                     ":kind and record in {}",
                                     listed.places),
                         sql::Session::Values(values));
}

std::string reads_sql() {
  return "(action in ('contact.read', 'contact.told', 'sensitive.read', 'agent.told', 'export.taken', 'crisis.extract_taken') or "
         "substr(action, 1, 8) = "
         "'session.')";
}

Result<std::uint64_t> drop_reads(sql::Session& session, std::string const& before, std::size_t most) {
  // Ids are UUIDv7: the oldest rows stand first, and the walk ends where it has found enough of them.
  static std::string const statement =
      fmt::format("delete from audit where id in (select id from audit where at < :before and {} order by id limit :most)", reads_sql());
  return session.execute(statement, {{"before", before}, {"most", most}});
}

}  // namespace bassin::access
