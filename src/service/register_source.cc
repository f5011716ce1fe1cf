#include "service/register_source.h"

#include <utility>

#include "query/view.h"
#include "registry/store.h"

namespace bassin::service {

std::shared_ptr<query::View const> RegisterSource::view() const {
  std::lock_guard const guard(mutex_);
  return view_;
}

registry::Store RegisterSource::store() const { return {files_, folder_}; }

base::Result<bool> RegisterSource::refresh() {
  auto const snapshots = store();
  BASSIN_TRY(auto const id, snapshots.current_id());
  auto const in_use = view();
  if (in_use && in_use->snapshot().id() == id) return false;
  BASSIN_TRY(auto snapshot, snapshots.open(id));
  BASSIN_TRY(auto fresh, query::View::of(std::move(snapshot)));
  {
    std::lock_guard const guard(mutex_);
    view_.swap(fresh);
  }
  return true;  // `fresh` holds the former one: what is large is let go outside the lock
}

}  // namespace bassin::service
