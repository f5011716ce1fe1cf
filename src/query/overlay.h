// What casework knows of businesses beside the register: tags, portfolios, contacts, corrections, businesses that the
// register lacks. Plain and immutable; a View resolves it against a snapshot, again at each new one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "geo/point.h"
#include "reference/chambers.h"
#include "reference/nomenclature.h"
#include "registry/values.h"

namespace bassin::query {

// A business: an establishment of the register, or one that only casework knows. Exactly one of the two is set.
struct BusinessId {
  std::uint64_t siret = 0;
  std::string local;

  [[nodiscard]] static BusinessId of(std::uint64_t siret) { return {siret, {}}; }
  [[nodiscard]] static BusinessId of_local(std::string id) { return {0, std::move(id)}; }
  // Fourteen digits, or "local:" and the id; what parse_business_id reads.
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(BusinessId const&, BusinessId const&) = default;
};
// Blanks between digits are left out. Nothing for a text that is neither form.
[[nodiscard]] std::optional<BusinessId> parse_business_id(std::string_view text);

// An activity code with its nomenclature; an empty code is "not known".
struct ActivityCode {
  reference::Nomenclature nomenclature = reference::Nomenclature::naf_rev2;
  std::string code;
  friend auto operator<=>(ActivityCode const&, ActivityCode const&) = default;
};

// A business that the register lacks. Chambers follow from reference::attach unless corrected.
struct LocalBusiness {
  std::string id;  // not empty, without blanks, unique in the overlay
  std::string name;
  std::string address;  // one line, without the commune
  std::string commune;  // INSEE code
  std::optional<geo::Point> position;
  ActivityCode activity;
  std::string activity_2025;
  reference::SizeIndex size = reference::size_unknown;
  std::uint16_t legal_category = 0;
  registry::State state = registry::State::active;
  registry::Tri employer = registry::Tri::unknown;
  registry::Tri head_office = registry::Tri::unknown;
  std::optional<base::Date> created;
  std::optional<base::Date> closed;                // known only when `state` is closed
  std::uint8_t privacy = registry::hides_nothing;  // Privacy bits: what the audience `open` is not shown
};
// These bits, and whether it counts as a natural person's: legal category 1xxx or unknown.
[[nodiscard]] std::uint8_t privacy_of(LocalBusiness const& business);

// Everything that the overlay says of one business.
struct OverlayEntry {
  std::vector<std::string> tags;        // sorted, each once
  std::vector<std::string> portfolios;  // sorted, each once
  std::vector<std::string> follow_ups;  // "running": one is under way; "own": one's own organisation takes part in one; sorted, each once
  std::optional<base::Date> last_contact;
  std::optional<geo::Point> position;
  std::optional<ActivityCode> activity;
  std::optional<reference::ChamberOverride> chambers;
  std::optional<std::string> name;
};

class Overlay {
 public:
  // Changes whenever the content does; two overlays of the same content have the same version. "" for the empty one.
  [[nodiscard]] std::string const& version() const { return version_; }
  [[nodiscard]] bool empty() const { return entries_.empty() && locals_.empty(); }
  [[nodiscard]] std::map<BusinessId, OverlayEntry> const& entries() const { return entries_; }
  [[nodiscard]] std::vector<LocalBusiness> const& local_businesses() const { return locals_; }  // by id
  // Nothing where the overlay says nothing of it.
  [[nodiscard]] OverlayEntry const* find(BusinessId const& id) const;

 private:
  friend class OverlayBuilder;
  std::string version_;
  std::map<BusinessId, OverlayEntry> entries_;
  std::vector<LocalBusiness> locals_;
};

// Collects what casework states; build() checks it.
class OverlayBuilder {
 public:
  OverlayBuilder& tag(BusinessId const& id, std::string name);
  OverlayBuilder& portfolio(BusinessId const& id, std::string name);
  // A follow-up is under way; `own`: one's own organisation takes part in it.
  OverlayBuilder& follow_up(BusinessId const& id, bool own);
  // The latest of several counts.
  OverlayBuilder& contact(BusinessId const& id, base::Date date);
  OverlayBuilder& position(BusinessId const& id, geo::Point corrected);
  OverlayBuilder& activity(BusinessId const& id, ActivityCode corrected);
  OverlayBuilder& chambers(BusinessId const& id, reference::ChamberOverride corrected);
  OverlayBuilder& name(BusinessId const& id, std::string corrected);
  OverlayBuilder& add(LocalBusiness business);
  // Errors: "query.overlay_local_id" (id) for an empty, blank or repeated id; "query.overlay_position" (id) for a
  // position out of range; "query.overlay_unknown_local" (id) for an entry about a local business that was not added.
  [[nodiscard]] base::Result<std::shared_ptr<Overlay const>> build() &&;

 private:
  std::map<BusinessId, OverlayEntry> entries_;
  std::vector<LocalBusiness> locals_;
};

}  // namespace bassin::query
