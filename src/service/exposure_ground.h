// The standing list: active businesses of the reader's territory in known hazard zones, as the register has them now, with what partners
// noted of them. Nothing is kept of it. docs/decisions/0047-before-the-flood.md
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exposure/gaps.h"
#include "exposure/layer.h"
#include "exposure/readiness.h"
#include "partners/organisation.h"
#include "query/row.h"
#include "service/casework_call.h"
#include "service/layer_shapes.h"

namespace bassin::service {

inline constexpr std::size_t exposed_most = 50'000;

struct ExposureParts {
  Casework const& casework;
  std::shared_ptr<LayerShapes> shapes = std::make_shared<LayerShapes>();
};

struct ExposedRow {
  query::Row row;  // as the reader may see the place; without a position where the public may not know it
  std::string commune;
  std::vector<std::size_t> layers;  // that hold it, of Exposed::layers; none: of a commune that one touches, without a position
  std::optional<exposure::Readiness> noted;
  exposure::Standing standing;
  exposure::Gaps gaps = 0;
};

struct Exposed {
  std::vector<exposure::Layer> layers;  // that were asked
  std::vector<ExposedRow> rows;         // by commune, name and key
};

struct ExposureQuery {
  std::string layer;                                           // id; "": all
  std::optional<crisis::Peril> peril;                          // of layers
  reference::Field field = reference::Field::economic_fabric;  // which establishments
  std::string commune, organisation, words;                    // "": all; words folded
  reference::ChamberMask chamber = 0;                          // has one of these
  std::optional<reference::SizeGroup> size;
  std::optional<exposure::Level> level;  // of the strongest layer that holds it
  std::optional<bool> located;
  exposure::Gaps gaps = 0;  // all of these are missing
};

// Errors: "query.unknown_parameter", "query.bad_value". `more`: names that the endpoint takes beside.
[[nodiscard]] base::Result<ExposureQuery> exposure_asked(Call const& call, std::vector<std::string_view> const& more);

// Errors: "service.not_ready", "exposure.unknown_layer" (id), "exposure.too_many" (found, allowed), "partners.unknown_organisation".
[[nodiscard]] base::Result<Exposed> exposed(Call const& call, ExposureParts const& parts, ExposureQuery const& query);

// One business: which layers hold it, and what was noted. Errors: those of subject_of().
struct ExposedOne {
  support::Subject subject;
  std::vector<exposure::Layer> inside, around;  // around: it has no public position, and its commune is touched
  exposure::Readiness noted, own;               // whoever said it; the reader's organisation alone
};
[[nodiscard]] base::Result<ExposedOne> exposed_one(Call const& call, ExposureParts const& parts, std::string_view business);

// Whose an exposed business is: of a chamber's organisation those of its chamber, of others all, in its territory.
class PartnerGround {
 public:
  [[nodiscard]] static PartnerGround of(partners::Organisation const& organisation, base::Date today);
  [[nodiscard]] bool holds(ExposedRow const& row) const;

 private:
  reference::ChamberMask chamber_ = 0;
  std::shared_ptr<std::vector<std::string> const> communes_;
};

// Strongest level of its layers.
[[nodiscard]] exposure::Level level_of(Exposed const& all, ExposedRow const& row);
// "1-9"; "unknown".
[[nodiscard]] std::string_view size_id(reference::SizeGroup group);
// Whether the reader is told when businesses were last in touch.
[[nodiscard]] bool knows_contacts(Call const& call);

}  // namespace bassin::service
