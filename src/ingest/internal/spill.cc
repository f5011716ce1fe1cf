#include "ingest/internal/spill.h"

namespace bassin::ingest::internal {

base::Result<void> SpillWriter::flush(std::uint32_t part, Part& entry) {
  if (!entry.file) {
    BASSIN_TRY(entry.file, files_.create(folder_ + "/" + name_of(part)));
  }
  BASSIN_DO(entry.file->append(std::string_view(entry.buffer)));
  entry.bytes += entry.buffer.size();
  entry.buffer.clear();
  return {};
}

base::Result<std::vector<SpillFile>> SpillWriter::finish() {
  std::vector<SpillFile> all;
  for (auto& [part, entry] : parts_) {
    BASSIN_DO(flush(part, entry));
    BASSIN_DO(entry.file->close());
    all.push_back({part, name_of(part), entry.bytes, entry.records});
  }
  parts_.clear();
  return all;
}

}  // namespace bassin::ingest::internal
