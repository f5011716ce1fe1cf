// All that casework says of businesses, for every reader at once: what a server keeps in memory, from which the view of each organisation
// is made without asking the store.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "support/corrections.h"
#include "support/local_businesses.h"
#include "support/portfolios.h"
#include "support/tags.h"
#include "support/zones.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct TagFact {
  std::string tag;      // id
  std::string commune;  // with the tag's owner it decides who sees it: access::visible()
};

// An open follow-up; who is told that it is under way follows from access::Sharing::level() and from who has a part in it.
struct FollowUpFact {
  std::string organisation, commune;
  bool kept_in = false;
  std::vector<std::string> members, invited;  // organisations
};

struct Facts {
  std::vector<TagFact> tags;
  std::vector<std::string> portfolios;   // ids
  std::vector<FollowUpFact> follow_ups;  // open ones
  std::vector<Correction> corrections;   // in force
  std::optional<LocalBusiness> local;    // of a local business, matched or not
  [[nodiscard]] bool empty() const { return tags.empty() && portfolios.empty() && follow_ups.empty() && corrections.empty() && !local; }
};

struct Words {
  std::unordered_map<std::string, Tag> tags;              // by id
  std::unordered_map<std::string, Portfolio> portfolios;  // by id
  std::unordered_map<std::string, Zone> zones;            // by id
};

using FactsByBusiness = std::unordered_map<std::string, Facts>;

[[nodiscard]] base::Result<Words> read_words(sql::Session& session);
[[nodiscard]] base::Result<FactsByBusiness> read_all_facts(sql::Session& session);
[[nodiscard]] base::Result<Facts> read_facts(sql::Session& session, std::string const& business);

}  // namespace bassin::support
