#include "service/export_record.h"

#include <nlohmann/json.hpp>

#include "access/audit.h"
#include "service/accounts.h"
#include "sql/store.h"

namespace bassin::service {

base::Result<void> record_export(partners::Desk const& desk, Call const& call, ExportRecord const& record) {
  Json const what{{"format", record.format}, {"question", record.question}, {"snapshot", record.snapshot}, {"rows", record.rows}};
  access::AuditEntry entry;
  entry.actor = actor_of(call, desk);
  entry.action = "export.made";
  entry.kind = "export";
  entry.record = record.format;
  entry.after = what.dump(-1, ' ', false, Json::error_handler_t::replace);
  return desk.store.write([&entry](sql::Session& session) { return access::record(session, entry); });
}

}  // namespace bassin::service
