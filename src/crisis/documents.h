// What a reader may do with photos and papers attached to a damage report.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "documents/documents.h"

namespace bassin::crisis {

struct DamageReport;

// Who reads the report reads them. As long as the crisis is open, who works in its room attaches, and takes away their own; those who run
// the room take any away, after its end too: what shows a person by mistake does not stay. Errors: "access.denied" (need);
// "crisis.unknown_damage_report" (id).
[[nodiscard]] base::Result<documents::Standing> standing_with(sql::Session& session, access::Reader const& reader, std::string const& id);
// What is attached to each of these, that their reader was shown; by report, the oldest first. One statement for 250 reports.
[[nodiscard]] base::Result<std::vector<documents::Document>> papers_of(sql::Session& session, std::span<DamageReport const> reports);

}  // namespace bassin::crisis
