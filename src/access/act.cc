#include "access/act.h"

namespace bassin::access {

base::Result<void> record(sql::Session& session, Act const& act, std::string_view action, std::string_view kind, std::string_view record,
                          std::string before, std::string after, std::string subject) {
  AuditEntry entry;
  entry.actor = act.actor;
  entry.action = action;
  entry.kind = kind;
  entry.record = record;
  entry.before = std::move(before);
  entry.after = std::move(after);
  entry.subject = std::move(subject);
  return access::record(session, entry);
}

}  // namespace bassin::access
