// Reading the members of one business in a file of local entries, each with an error that names file, business and
// member.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/date.h"
#include "base/result.h"
#include "geo/point.h"
#include "query/overlay.h"
#include "registry/values.h"

namespace bassin::app::overlay {

using Json = nlohmann::json;

// One member of one business, with what an error must say of it.
struct Member {
  std::string const& path;
  std::string const& business;
  std::string name;
  Json const& value;

  // "app.overlay_value"; `allowed`: the form that would do.
  [[nodiscard]] base::Error wrong(std::string_view allowed) const;
};

[[nodiscard]] base::Result<std::string> text_of(Member const& member);
[[nodiscard]] base::Result<std::vector<std::string>> texts_of(Member const& member);
[[nodiscard]] base::Result<base::Date> date_of(Member const& member);
// [longitude, latitude].
[[nodiscard]] base::Result<geo::Point> point_of(Member const& member);
[[nodiscard]] base::Result<registry::Tri> tri_of(Member const& member);
// "56.10A" of NAF rév. 2, or "NAF2025:56.11J": a subclass that the nomenclature has.
[[nodiscard]] base::Result<query::ActivityCode> activity_of(Member const& member);
[[nodiscard]] base::Result<std::string> activity_2025_of(Member const& member);
// A commune code of today or of former times.
[[nodiscard]] base::Result<std::string> commune_of(Member const& member);
// One object of the member "local".
[[nodiscard]] base::Result<query::LocalBusiness> local_business(std::string const& path, Json const& object);

}  // namespace bassin::app::overlay
