// What a view works out once about its snapshot and overlay, so that no question has to: codes of all activity
// dictionaries in one space, places of communes, and the overlay's entries by row.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/internal/segment.h"
#include "query/overlay.h"
#include "reference/fields.h"
#include "reference/nomenclature.h"
#include "registry/snapshot.h"

namespace bassin::reference {
struct Territory;
}

namespace bassin::query::internal {

// Index + 1 in a nomenclature's rows; or one of:
inline constexpr std::uint16_t index_unknown = 0;     // no activity
inline constexpr std::uint16_t index_other = 0xffff;  // of another nomenclature, or not in the list

struct ActivityTable {
  // Codes of the establishments' dictionary keep their number; then come those of the history and of the overlay.
  std::vector<ActivityCode> codes;
  std::vector<std::uint16_t> naf_rev2, naf_2025;  // by code: index
  std::vector<std::uint16_t> from_history;        // code of the history's dictionary -> code
  std::vector<std::uint16_t> order;               // code -> place by (nomenclature, code); no activity last

  [[nodiscard]] std::uint16_t find_or_add(ActivityCode const& code);
};

// NAF 2025 has a column and a dictionary of its own.
struct Activity2025Table {
  std::vector<std::string> codes;
  std::vector<std::uint16_t> naf_2025;  // index; 0 where the file says nothing
};

// Ancestors of every row of a nomenclature, by level.
using Ancestors = std::array<std::vector<std::uint16_t>, reference::activity_level_count>;

struct Places {
  std::string_view commune, epci, departement, region;  // current; "" where there is none
};

// A value of the register that the overlay replaces. Chambers and fields of a question about today follow from the
// corrected activity; a dated question leaves that activity aside, as it has no date, and knows the chambers that
// follow from the register's own or that were stated by hand.
struct Correction {
  std::uint32_t row = 0;
  std::optional<std::uint16_t> activity;
  std::optional<std::uint8_t> chambers, fields;
  std::optional<std::uint8_t> chambers_by_hand;
  std::optional<geo::Point> position;
};

struct NamedRows {
  std::string name;
  std::vector<std::uint32_t> rows;  // ascending
};

// A row whose display name is the overlay's: a local business, or one that was given another name.
struct RenamedRow {
  std::uint32_t row = 0;
  std::uint32_t before_rank = 0;  // stands before the first register name of that rank
  std::uint16_t order = 0;        // among renamed rows before the same rank
};

struct BoundTerritory;

struct Tables {
  Tables(registry::Snapshot const& snapshot, Overlay const& overlay);

  registry::Snapshot const* snapshot;
  Overlay const* overlay;  // its local businesses are the second segment
  ActivityTable activities;
  Activity2025Table activities_2025;
  bool any_2025 = false;  // some row may know its NAF 2025
  std::array<Segment, 2> segments;
  LocalColumns local_columns;

  std::vector<std::uint64_t> commune_keys;  // of the register's communes, ascending: their codes packed
  std::vector<std::string> commune_codes;   // of all communes, the register's first, as the files give them
  [[nodiscard]] std::optional<std::uint32_t> find_commune(std::string_view code) const;  // of the register
  [[nodiscard]] Places const& places(std::uint32_t commune) const;

  std::vector<BusinessId> unresolved;
  std::vector<Correction> corrections;                                 // by row, of the register
  std::vector<std::uint32_t> moved;                                    // rows of the register whose position is corrected
  std::vector<NamedRows> tags, portfolios, follow_ups;                 // by name
  std::vector<std::pair<std::uint32_t, OverlayEntry const*>> entries;  // by row
  [[nodiscard]] bool corrects_activities() const;                      // of the register's rows: local businesses are of today altogether
  [[nodiscard]] OverlayEntry const* entry(std::uint32_t row) const;
  [[nodiscard]] Correction const* correction(std::uint32_t row) const;
  // Of a local business, corrected or not.
  [[nodiscard]] std::string const& local_name(std::uint32_t row) const;

  [[nodiscard]] std::shared_ptr<BoundTerritory const> bound(reference::Territory const& territory) const;
  // Made at first use, which costs milliseconds.
  [[nodiscard]] std::vector<RenamedRow> const& renamed() const;  // by row
  // Bit f: the field leaves that activity out, the field leaves that legal category out.
  [[nodiscard]] std::vector<std::uint8_t> const& fields_without_activity() const;
  [[nodiscard]] std::vector<std::uint8_t> const& fields_without_legal() const;

 private:
  void collect_activities();
  void index_activities();
  void order_activities();
  void read_activities_2025();
  void read_communes();
  void set_register_segment();
  void set_local_segment();
  void push_local(LocalBusiness const& business);
  void resolve();
  void correct(std::uint32_t row, OverlayEntry const& entry);

  struct Lazy;
  std::shared_ptr<Lazy> lazy_;
};

[[nodiscard]] Ancestors const& ancestors(reference::Nomenclature nomenclature);
// Five bytes of a commune code as a number that compares like the text.
[[nodiscard]] std::uint64_t commune_key(std::string_view code);
[[nodiscard]] std::uint8_t field_bits(reference::FieldInputs const& inputs);
// What a row's status is in lists, counts and filters: partial where it keeps anything back, by whichever of its unit and
// itself.
[[nodiscard]] inline registry::Diffusion diffusion_of(std::uint8_t own, std::uint8_t privacy) {
  return (privacy & registry::hides_all) != 0 ? registry::Diffusion::partial : static_cast<registry::Diffusion>(own);
}
// reference::employs in three values: where it says no, the flag or the band NN must say so too.
[[nodiscard]] inline registry::Tri employs(std::uint8_t flag, std::uint8_t size) {
  auto const employer = static_cast<reference::Employer>(flag);
  if (reference::employs(employer, size)) return registry::Tri::yes;
  bool const denied = employer == reference::Employer::no || size == reference::size_none;
  return denied ? registry::Tri::no : registry::Tri::unknown;
}

}  // namespace bassin::query::internal
