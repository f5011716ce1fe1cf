// Which commune codes a scope holds.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"
#include "ingest/import.h"

namespace bassin::ingest::internal {

class ScopeFilter {
 public:
  // Errors: "ingest.bad_scope" (scope) for a scope without codes, or with a code that is none.
  [[nodiscard]] static base::Result<ScopeFilter> make(Scope const& scope);
  [[nodiscard]] bool whole_country() const { return kind_ == Scope::Kind::country; }
  // An empty code (abroad) is in the country only.
  [[nodiscard]] bool holds(std::string_view commune_code) const;

 private:
  Scope::Kind kind_ = Scope::Kind::country;
  std::unordered_set<std::string> codes_;
};

}  // namespace bassin::ingest::internal
