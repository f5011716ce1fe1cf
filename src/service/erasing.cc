#include "service/erasing.h"

#include <nlohmann/json.hpp>

#include "sql/erasure.h"
#include "sql/store.h"

namespace bassin::service {

base::Result<Json> erase(Call const& call, Casework const& casework, Change const& it) {
  BASSIN_TRY(auto answer, change(call, casework, it));
  // It is erased; where others were reading all that time, the next erasure or start empties the journal.
  (void)sql::empty_journal(*casework.store);
  return answer;
}

}  // namespace bassin::service
