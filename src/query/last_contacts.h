// The day on which each business was last in touch, beside the overlay: there are many of them, and each exchange changes one.
// Immutable; of one view, in whose rows it stands.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "query/overlay.h"

namespace bassin::query {

class View;

struct LastContact {
  BusinessId id;
  std::optional<base::Date> day;  // nothing: none, or none any more
};

class LastContacts {
 public:
  struct Day {
    std::uint32_t row = 0;
    base::DayCode date;
  };

  // Businesses that the view does not hold are left out. Each once.
  [[nodiscard]] static std::shared_ptr<LastContacts const> of(View const& view, std::vector<LastContact> const& days);
  // These, with those days changed.
  [[nodiscard]] std::shared_ptr<LastContacts const> with(View const& view, std::vector<LastContact> const& changed) const;

  [[nodiscard]] std::vector<Day> const& by_row() const { return days_; }  // ascending
  // Two of the same content on the same view have the same version.
  [[nodiscard]] std::string const& version() const { return version_; }

 private:
  std::vector<Day> days_;
  std::string version_;
};

}  // namespace bassin::query
