// The last days of exchanges in the server's memory, and what conventions open of them: when each organisation knows that a business was
// last in touch. An exchange that one is opened less of than its day counts for nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "query/last_contacts.h"
#include "support/last_contacts.h"

namespace bassin::support {
struct Changes;
}

namespace bassin::service {

// Local businesses that were matched: id -> SIRET.
using Matched = std::unordered_map<std::string, std::uint64_t>;

class LastContactMemory {
 public:
  // What was read anew, to be put in place at once.
  struct Fresh {
    bool all = false;
    std::vector<std::string> changed;  // businesses
    support::LastExchanges exchanges;
    std::shared_ptr<access::SharingOfAll const> sharing;  // null: as it was
    std::int64_t sharing_number = 0;
    base::Date day;
  };
  [[nodiscard]] base::Result<Fresh> read(sql::Session& session, support::Changes const& changes, bool all, base::Date day) const;
  // `number`: of the last change that was read.
  void put(Fresh fresh, std::uint64_t number);

  // Changes whenever what conventions open does; part of what a view is made from.
  [[nodiscard]] std::uint64_t sharing() const { return sharing_version_; }

  // What conventions open to the reader's organisation, as of the last put().
  [[nodiscard]] access::Sharing opened_to(access::Reader const& reader) const;

  // Of a reader's organisation, in the rows of its view.
  struct Seen {
    std::shared_ptr<query::View const> view;  // without them
    std::shared_ptr<query::LastContacts const> days;
    std::uint64_t number = 0, sharing = 0;
  };
  // `former`: what was made before, of the same businesses and matches where its view is the same; only what changed since is worked out.
  [[nodiscard]] Seen seen(access::Reader const& reader, std::shared_ptr<query::View const> view, Matched const& matched,
                          Seen const* former) const;

 private:
  struct Recent {
    std::uint64_t number;
    std::string business;
  };
  // Nothing where too much happened since.
  [[nodiscard]] std::optional<std::vector<std::string>> changed_since(std::uint64_t number) const;

  support::LastExchanges exchanges_;
  std::shared_ptr<access::SharingOfAll const> sharing_;
  std::int64_t sharing_number_ = 0;
  std::uint64_t sharing_version_ = 0;
  base::Date day_;
  std::uint64_t number_ = 0;
  std::uint64_t known_from_ = 0;  // `recent_` holds what changed after that number
  std::vector<Recent> recent_;
};

}  // namespace bassin::service
