#include "reference/edition.h"

#include <fmt/format.h>

#include "base/checksum.h"
#include "reference/internal/embedded.h"

namespace bassin::reference {

std::string edition() {
  using internal::EmbeddedFile;
  std::string sums;
  for (auto const file : {EmbeddedFile::geography, EmbeddedFile::naf_rev2, EmbeddedFile::naf_sections, EmbeddedFile::naf_2025,
                          EmbeddedFile::legal_categories, EmbeddedFile::chambers_by_activity}) {
    sums += fmt::format("{:016x}", base::checksum(internal::embedded(file)));
  }
  return fmt::format("{:016x}", base::checksum(sums));
}

}  // namespace bassin::reference
