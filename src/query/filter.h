// Which establishments a question is about. Filter is plain and may hold anything; prepare() checks it once and
// binds it to a view and an audience.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/answer.h"
#include "query/overlay.h"
#include "query/zones.h"
#include "reference/size_bands.h"
#include "reference/territory.h"
#include "registry/values.h"

namespace bassin::query {

class View;

// Both ends inclusive; without a date, open. A row whose date is unknown is in no range.
struct DateRange {
  std::optional<base::Date> from, to;
  [[nodiscard]] bool any() const { return from || to; }
};

struct ChamberFilter {
  enum class Mode : std::uint8_t {
    any_of,  // one or more of `chambers`
    all_of,  // every one of them, others allowed
    only,    // exactly these
  };
  Mode mode = Mode::any_of;
  reference::ChamberMask chambers = 0;  // 0: no filter. chamber_outside and chamber_to_qualify too, with any_of
};

// Businesses pass by the date of their last contact, or by having none; nothing set: no filter.
struct ContactFilter {
  std::optional<base::Date> before;  // last contact before that day
  std::optional<base::Date> since;   // on that day or later
  bool never = false;                // those without a contact too ("not visited for a year": before + never)
  [[nodiscard]] bool any() const { return before || since || never; }
};

// Every part narrows; within one part any value suffices. Empty parts do not narrow.
struct Filter {
  std::vector<reference::Territory> territories;  // their union
  std::vector<std::string> communes;              // current codes, within the territories; the facets of places ignore it
  std::optional<NamedZone> zone;                  // only rows with a position that the audience may see

  reference::Field field = reference::Field::economic_fabric;
  std::optional<StateFilter> state;  // default: active where the field means active establishments, else any
  std::optional<base::Date> at;      // stock at that day, from the history

  // Of any level. Codes of NAF rév. 2 match all below them; codes of an older nomenclature only themselves; an empty
  // code matches rows without an activity.
  std::vector<ActivityCode> activities;
  // NAF 2025, of any level; "" matches rows whose code in it is not known.
  std::vector<std::string> activities_2025;
  std::vector<reference::SizeIndex> sizes;  // 0 matches an unknown size
  std::vector<reference::SizeGroup> size_groups;
  std::vector<std::uint16_t> legal_categories;  // 1, 2 or 4 digits; 0 matches unknown
  std::optional<registry::Tri> head_office;
  // Yes: the flag says so, or the size band (reference::employs). No: not so, and the flag or the band NN says it.
  std::optional<registry::Tri> employer;
  DateRange created;
  DateRange closed;  // rows closed today, by the day since which they are (Row::period_start)
  ChamberFilter chambers;
  std::optional<registry::Diffusion> diffusion;  // partial: the row keeps something back, by its own status or its unit's
  std::vector<registry::UnitCategory> unit_categories;

  std::vector<std::string> tags_any, tags_all;
  std::vector<std::string> portfolios;  // in any of them
  std::vector<std::string> follow_ups;  // any of OverlayEntry::follow_ups
  ContactFilter contact;
  std::vector<BusinessId> businesses;  // these only
};

namespace internal {
struct Plan;
}

class PreparedFilter {
 public:
  [[nodiscard]] View const& view() const;
  [[nodiscard]] registry::Audience audience() const;
  // What an answer by this filter says of itself.
  [[nodiscard]] Scope const& scope() const;
  // Whether the row (of the register or local) passes. About 100 ns. Throws column::Damaged.
  [[nodiscard]] bool matches(std::uint32_t row) const;
  // Row ranges [first, last) outside which nothing passes; ascending, apart from each other.
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges() const;
  // The rows that pass, ascending: for further work inside the program, never for an answer. Throws column::Damaged.
  [[nodiscard]] std::vector<std::uint32_t> rows() const;
  // Of filter, audience and date: equal for equal questions.
  [[nodiscard]] std::uint64_t fingerprint() const;
  [[nodiscard]] internal::Plan const& plan() const { return *plan_; }

 private:
  friend base::Result<PreparedFilter> prepare(std::shared_ptr<View const> view, Filter const& filter, registry::Audience audience);
  explicit PreparedFilter(std::shared_ptr<internal::Plan const> plan) : plan_(std::move(plan)) {}
  std::shared_ptr<internal::Plan const> plan_;
};

// Errors: "query.unknown_activity" (code, nomenclature), "query.unknown_legal_category" (code), "query.unknown_commune"
// (code), "query.bad_range" (name, from, to), "query.bad_value" (name, value, allowed), "image.damaged".
[[nodiscard]] base::Result<PreparedFilter> prepare(std::shared_ptr<View const> view, Filter const& filter, registry::Audience audience);

}  // namespace bassin::query
