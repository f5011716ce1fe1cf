#include "service/crisis_line.h"

#include <fmt/format.h>

#include "base/paris_time.h"

namespace bassin::service {

std::string hour_of(std::string const& iso) {
  auto const at = base::parse_instant(iso);
  if (!at || iso.size() < 16) return iso;
  return fmt::format("{:02}:{}", base::paris_time(*at).hour, iso.substr(14, 2));
}

}  // namespace bassin::service
