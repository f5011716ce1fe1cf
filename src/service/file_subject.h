// Whose file a request is about, where it may be more than a business of the directory: a whole legal unit, or somebody's project.
// docs/decisions/0034-whose-file-it-is.md
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "service/casework_call.h"

namespace bassin::query {
struct Row;
}

namespace bassin::service {

// "unit:" and a SIREN, "project:" and an id, as casework keeps them; nothing for another text.
[[nodiscard]] std::optional<std::string> file_key_in(std::string_view text);

// subject_of() for those too. A unit lies where its head office does, or, where the reader's organisation does not serve that, where the
// first of its establishments does that it serves. Errors: also "support.unknown_project" (id), for one whose content the reader does not
// see.
[[nodiscard]] base::Result<support::Subject> file_subject_of(Call const& call, Casework const& casework, std::string_view text);

// Its establishments as the reader may see each place, in the order of query::rows_of_unit(); one that keeps its name back takes it from
// all. Errors: "query.unknown_business" (id).
struct UnitFile {
  std::vector<query::Row> rows;
  std::uint64_t total = 0;
};
[[nodiscard]] base::Result<UnitFile> unit_file(Call const& call, Casework const& casework, std::string_view siren);

// What lists call them, by key: those that the reader may read.
struct FileTitle {
  std::string name;     // "" where there is none, or it is kept back
  bool masked = false;  // kept back
  std::string commune;  // a code
};
[[nodiscard]] base::Result<std::map<std::string, FileTitle>> file_titles(Call const& call, Casework const& casework, sql::Session& session,
                                                                         std::set<std::string> const& keys);

}  // namespace bassin::service
