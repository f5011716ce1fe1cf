// What is deleted must be gone, not only unlisted.
#pragma once

#include "base/result.h"

namespace bassin::sql {

class Store;

// After a transaction that erased something: takes it out of the journal of a SQLite store too, whose pages it is overwritten in already
// (secure_delete). Waits for who reads, at most the store's patience. On PostgreSQL nothing is to be done here: what was deleted is in no
// dump, and in its files until its own vacuum. Errors: those of Session; "sql.busy": others were reading all that time, the next call does
// it too.
[[nodiscard]] base::Result<void> empty_journal(Store& store);

}  // namespace bassin::sql
