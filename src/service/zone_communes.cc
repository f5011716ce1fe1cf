#include "service/zone_communes.h"

#include <algorithm>

#include "access/visibility.h"
#include "query/facets.h"

namespace bassin::service {

using base::Result;

Result<std::vector<std::string>> communes_of(std::shared_ptr<query::View const> view, access::Reader const& reader,
                                             geo::MultiPolygon const& area) {
  query::Filter filter;
  filter.field = reference::Field::all;
  filter.state = query::StateFilter::any;
  filter.zone = query::polygon_zone("", area);
  BASSIN_TRY(auto const prepared, query::prepare(std::move(view), filter, registry::Audience::agent));
  BASSIN_TRY(auto const facets, query::facets(prepared, {{query::Dimension::commune}, 0, false}));
  std::vector<std::string> out;
  for (auto const& bucket : facets.facets.front().buckets) {
    if (access::serves(reader, bucket.key)) out.push_back(bucket.key);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace bassin::service
