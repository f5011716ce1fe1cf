// The audit trail: every change of the casework store, written in the transaction of the change itself, and the reads and
// exports that the law wants to be traced.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::access {

// Who acts, for which organisation, from where and when.
struct Actor {
  std::string agent;         // id; "": nobody signed in, or a command
  std::string organisation;  // id; ""
  std::string place;         // the route ("POST /api/v1/…/{id}") or the command ("bassin init"), never a path with ids
  base::Instant at;
};

struct AuditEntry {
  Actor actor;
  std::string action;   // "agent.invited"
  std::string kind;     // of the record: "agent", "organisation", "export"
  std::string record;   // its id
  std::string before;   // JSON, or ""; never a secret
  std::string after;    // JSON, or ""
  std::string note;     // what the reader of the trail must know beside; ""
  std::string subject;  // the person whom before, after and note are about: what purge_subject() goes by; ""
};

[[nodiscard]] base::Result<void> record(sql::Session& session, AuditEntry const& entry);

struct AuditQuery {
  std::string agent, organisation, action, kind, record;  // "": any; `action` also by its beginning: "agent." for all of agents
  std::string from, to;                                   // moments or days in ISO text, from <= at < to; "": open
  std::string before;                                     // id of the last row of the page before
  std::size_t limit = 50;
};
struct AuditRow {
  std::string id, at, agent, organisation, place, action, kind, record, before, after, note;
};
// Newest first.
[[nodiscard]] base::Result<std::vector<AuditRow>> audit_trail(sql::Session& session, AuditQuery const& query);

// Takes what the trail holds of a person: values and notes go, that something was done and when stays. Rows changed.
[[nodiscard]] base::Result<std::uint64_t> purge_subject(sql::Session& session, std::string const& subject);

// The same of one record, where what it held was a mistake and is to be gone.
[[nodiscard]] base::Result<std::uint64_t> purge_record(sql::Session& session, std::string const& kind, std::string const& record);
// Of several, at most 250.
[[nodiscard]] base::Result<std::uint64_t> purge_records(sql::Session& session, std::string const& kind,
                                                        std::span<std::string const> records);

// Whether an action is a reading: of a sensitive record, of a person's file, of a list as a file, or a sign-in. Over the column action.
[[nodiscard]] std::string reads_sql();
// Takes away readings of before that moment, at most `most` of them, the oldest first. Rows deleted.
[[nodiscard]] base::Result<std::uint64_t> drop_reads(sql::Session& session, std::string const& before, std::size_t most);

}  // namespace bassin::access
