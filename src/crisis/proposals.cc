#include "crisis/proposals.h"

namespace bassin::crisis {

using reference::Condition;

Known proposed(OfRegister const& it) {
  Known out;
  auto const bands = reference::size_bands();
  bool const sized = it.size != reference::size_unknown && it.size < bands.size();
  if (sized && bands[it.size].minimum >= 1)
    out[Condition::employer] = true;
  else if (it.employer)
    out[Condition::employer] = *it.employer;
  if (sized && bands[it.size].minimum >= 50) out[Condition::under_50] = false;
  bool const farming = it.activity.starts_with("01") || (it.chambers & reference::chamber_ca) != 0;
  if (farming || !it.activity.empty()) out[Condition::farm] = farming;
  bool const attached = it.chambers != 0 && (it.chambers & reference::chamber_to_qualify) == 0;
  if (attached) out[Condition::craft] = (it.chambers & reference::chamber_cma) != 0;
  // Entrepreneur individuel. Who runs a company may be independent too, which its form does not tell.
  if (it.legal_category == 1000) out[Condition::independent] = true;
  return out;
}

}  // namespace bassin::crisis
