// The casework of one organisation as `query` reads it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "support/facts.h"

namespace bassin::access {
struct Reader;
class Sharing;
}  // namespace bassin::access
namespace bassin::query {
class Overlay;
}

namespace bassin::service {

struct CaseworkOverlay {
  std::shared_ptr<query::Overlay const> overlay;
  std::unordered_map<std::string, std::uint64_t> matched;  // ids of local businesses -> SIRET
};

// What `reader`'s organisation sees of the facts; the same for each of its agents who reads follow-ups. `sharing`: what conventions open to
// it. Errors: those of query::OverlayBuilder.
[[nodiscard]] base::Result<CaseworkOverlay> casework_overlay(support::Words const& words, support::FactsByBusiness const& facts,
                                                             access::Reader const& reader, access::Sharing const& sharing);

// How many businesses carry each word, as the reader's lists count them; those that the register has lost too.
[[nodiscard]] std::map<std::string, std::uint64_t> tag_counts(CaseworkOverlay const& casework);
[[nodiscard]] std::map<std::string, std::uint64_t> portfolio_counts(CaseworkOverlay const& casework);

}  // namespace bassin::service
