// The one place where damage found while reading becomes an error: around each public function.
#pragma once

#include "registry/columns.h"

namespace bassin::query::internal {

template <class Work>
[[nodiscard]] auto guarded(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  }
}

}  // namespace bassin::query::internal
