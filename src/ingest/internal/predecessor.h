// The snapshot in use: what a new one of the same scope must not fall far behind of unless that is meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "ingest/internal/tasks.h"
#include "registry/manifest.h"
#include "registry/store.h"

namespace bassin::ingest::internal {

class Predecessor {
 public:
  // None: nothing is compared.
  Predecessor() = default;
  // None where nothing was imported yet, or another scope. Errors: "ingest.current_unreadable" (path, reason).
  [[nodiscard]] static base::Result<Predecessor> read(base::FileSystem& files, registry::Store const& store, std::string_view scope);

  // Each kind of file that it was made of is given. Errors: "ingest.not_given" (kind, file).
  [[nodiscard]] base::Result<void> check_given(std::vector<GivenFile> const& given) const;
  // Nearly as many rows were kept of that file as of that of the same kind. Errors: "ingest.shrunk" (kind, file, before,
  // after, percent, rejects: empty).
  [[nodiscard]] base::Result<void> check_kept(registry::SourceFile const& source) const;
  // Nearly as many positions are known. Errors: "ingest.fewer_positions" (before, after, percent, rejects: empty).
  [[nodiscard]] base::Result<void> check_positions(std::uint64_t known) const;

 private:
  std::optional<registry::Manifest> manifest_;
};

}  // namespace bassin::ingest::internal
