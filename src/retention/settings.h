// The durations in force: those of the table, and what the installation decided in their place, kept with who and why.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"
#include "retention/rules.h"

namespace bassin::sql {
class Session;
class Store;
}  // namespace bassin::sql

namespace bassin::retention {

struct Setting {
  std::string kind;
  std::int64_t version = 0;  // 0: that of the table
  int months = 0;
  std::string why, at, organisation, agent;  // "" of the table
};

// Of each kind of the table, in its order.
[[nodiscard]] base::Result<std::vector<Setting>> settings(sql::Session& session);
// What was decided so far, oldest first.
[[nodiscard]] base::Result<std::vector<Setting>> decided(sql::Session& session);

// In force, of a kind of rules().
[[nodiscard]] base::Result<int> months_of(sql::Session& session, std::string_view kind);

// Errors: "retention.unknown_kind" (kind), "retention.months" (least, most), "support.changed" (now), those of base::clean().
[[nodiscard]] base::Result<Setting> decide(sql::Session& session, access::Act const& act, std::string const& kind, std::int64_t version,
                                           std::int64_t months, std::string const& why);

// Readings in the audit trail and of contacts that are past their time go, in blocks of transactions. Rows deleted.
[[nodiscard]] base::Result<std::uint64_t> drop_old_reads(sql::Store& store, base::Date today);

// Names and addresses of agents who left go in the same way when their time is over. Agents forgotten.
[[nodiscard]] base::Result<std::uint64_t> forget_old_names(sql::Store& store, base::Date today);

// A record whose time began before that day is past it today.
[[nodiscard]] base::Date began_before(base::Date today, int months);

}  // namespace bassin::retention
