// Rows of damage reports and their answers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/damage_report.h"
#include "sql/session.h"

namespace bassin::crisis::internal {

inline constexpr std::string_view report_columns =
    "id, crisis, record, source, state, organisation, agent, siret, name, address, person, longitude, latitude, seen_at, received_at, "
    "holds_from, why, settled_at, settled_by, version";
// Without its answers.
[[nodiscard]] DamageReport report_of(sql::Row const& row);
// Each gets its answers, by one statement for 250.
[[nodiscard]] base::Result<void> read_answers(sql::Session& session, std::span<DamageReport> reports);

struct Incoming {
  DamageReport report;
  std::string fingerprint;  // of all that was sent, and to which crisis: what makes two reports the same
  std::string challenge;    // that its sender worked for; "": none. Each serves one report
};
// As it is kept, but for who sends it and what it is matched with. Errors: as receive_report() says.
[[nodiscard]] base::Result<Incoming> cleaned(std::string const& crisis, ReportFacts const& facts, base::Instant now);
// The report of that id, where it is the same. Errors: "crisis.report_differs" (id).
[[nodiscard]] base::Result<std::optional<DamageReport>> same_before(sql::Session& session, Incoming const& it);
// Of a sender without an account, then. How many were new: one, or none, where the id or the challenge was there already.
[[nodiscard]] base::Result<std::uint64_t> insert_report(sql::Session& session, Incoming const& it);
[[nodiscard]] base::Result<void> record_received(sql::Session& session, Act const& act, DamageReport const& it);

// It counts for that case from now on.
[[nodiscard]] base::Result<void> count_for(sql::Session& session, Act const& act, DamageReport const& it, Case const& record);
// Marks anew which answers hold.
[[nodiscard]] base::Result<void> mark_present(sql::Session& session, std::string const& record);

}  // namespace bassin::crisis::internal
