// All that a reader sees of one business beside the register, for its page.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "support/corrections.h"
#include "support/local_businesses.h"

namespace bassin::support {

struct TagOnBusiness {
  std::string name, organisation;
  bool shared = false;
  std::string at, by;
};
struct PortfolioOfBusiness {
  std::string id, name;
  std::string at, by;
};

struct BusinessPage {
  std::vector<TagOnBusiness> tags;              // by name; one word of two organisations twice
  std::vector<PortfolioOfBusiness> portfolios;  // of the reader's organisation, by name
  std::vector<Correction> corrections;          // with their history, newest first
  std::vector<LocalBusiness> matched;           // local businesses that are this one
  std::string commune;                          // as last said; "" where nothing is
};

// `business`: a SIRET, with what was matched with it, or a local business that is not matched.
[[nodiscard]] base::Result<BusinessPage> business_page(sql::Session& session, access::Reader const& reader, std::string const& business);

}  // namespace bassin::support
