// What stands around the figures of every answer: the first line, the facts for programs, the caveats, the sources.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/answer.h"
#include "app/command.h"
#include "query/answer.h"
#include "registry/manifest.h"

namespace bassin::query {
class PreparedFilter;
}

namespace bassin::app {

struct Ground;
struct Question;

// Name and version of this program, as manifests state it.
extern std::string_view const program_name;

// Fills headline, facts, caveats and sources of an answer about `total` establishments.
void add_context(Answer& answer, Question const& question, query::Scope const& scope, std::optional<std::uint64_t> total,
                 Language language);
// The same for an answer that has no filter: caveats and sources only.
void add_sources(Answer& answer, Ground const& ground, Language language);
void add_caveats(Answer& answer, std::vector<query::Caveat> const& caveats, Language language);

[[nodiscard]] std::string source_line(registry::Manifest const& manifest, Language language);
// One caveat as a sentence.
[[nodiscard]] std::string caveat_text(query::Caveat const& caveat, Language language);

// With a zone: how many are counted in it by a position that is only that of their commune.
[[nodiscard]] base::Result<void> add_zone_precision(Answer& answer, query::PreparedFilter const& prepared, Language language);
// Caveats of an answer in CSV, which holds none: on the standard error.
void say_beside_csv(Answer const& answer, Session const& session);
// Prints the answer and gives its exit code. Masked cells get their explanation here.
[[nodiscard]] base::Result<ExitCode> give(Answer answer, Arguments const& arguments, Session& session);

}  // namespace bassin::app
