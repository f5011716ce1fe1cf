// Conventions as answers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/date.h"
#include "convention/convention.h"
#include "partners/organisation.h"
#include "service/context.h"

namespace bassin::convention {
struct EnteredValue;
struct IndicatorFacts;
struct Reading;
}  // namespace bassin::convention

namespace bassin::service {

// Organisations by id, read once for a whole answer.
class Organisations {
 public:
  [[nodiscard]] static base::Result<Organisations> read(sql::Session& session);
  // {"id", "name"}; null for "", a null name for one that is gone.
  [[nodiscard]] Json named(std::string const& id) const;
  [[nodiscard]] std::string kind(std::string const& id) const;  // ""
  // {"id", "name", "kind"}; a null name for one that is gone.
  [[nodiscard]] Json with_kind(std::string const& id) const;

 private:
  std::map<std::string, partners::Organisation> by_id_;
};

// A day, or null.
[[nodiscard]] Json day_json(std::optional<base::Date> const& day);

// Schema ConventionSummary. `parties`: those present.
[[nodiscard]] Json summary_json(convention::Convention const& it, std::vector<convention::Party> const& parties, Organisations const& names,
                                convention::Rights const& rights, base::Date today);

// Schema ConventionAxis.
[[nodiscard]] Json axis_json(convention::Axis const& axis);

// Schema Convention. `parent`: the title of its parent; "".
[[nodiscard]] Json text_json(convention::Text const& text, std::string const& parent, Organisations const& names,
                             convention::Rights const& rights, base::Date today);

// What schemas Indicator and GridIndicator share, whoever the indicator is of.
[[nodiscard]] Json indicator_json(std::string const& id, convention::IndicatorFacts const& facts, std::int64_t version,
                                  Organisations const& names);
void put_reading(Json& out, convention::Reading const& reading);
// {"values": […]}, schema IndicatorValue each.
[[nodiscard]] base::Result<Json> values_json(sql::Session& session, std::vector<convention::EnteredValue> const& values);

}  // namespace bassin::service
