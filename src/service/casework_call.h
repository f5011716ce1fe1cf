// What the endpoints of casework share.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "service/call.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
class Store;
}  // namespace bassin::sql

namespace bassin::service {

class CaseworkSource;

struct Casework {
  sql::Store* store = nullptr;
  CaseworkSource* source = nullptr;
  base::Clock now;
};

[[nodiscard]] support::Act act_of(Call const& call, Casework const& casework);

// The key under which casework keeps what the text names: a local business that was matched is its SIRET; "unit:…" and "project:…" are
// taken as they stand. Errors: "query.bad_value".
[[nodiscard]] base::Result<std::string> business_of(Call const& call, Casework const& casework, std::string_view text);
// That, with the commune, of a business that the reader's view holds. Errors: also "query.unknown_business", "service.not_ready".
[[nodiscard]] base::Result<support::Subject> subject_of(Call const& call, Casework const& casework, std::string_view text);

// {"id", "version"}: what a change of a record that may hold confidences answers. Answers are kept for requests sent twice, and must not
// keep what is erased meanwhile.
[[nodiscard]] Json written_json(std::string const& id, std::int64_t version);

using Change = std::function<base::Result<Json>(sql::Session&, support::Act const&)>;
// In one transaction; once for one header Idempotency-Key. The next question on this server sees it. Errors: those of `change`, of the
// store, and of support::sent_before().
[[nodiscard]] base::Result<Json> change(Call const& call, Casework const& casework, Change const& change);
// The same in the turn of a crisis: many write to one room at once.
[[nodiscard]] base::Result<Json> change_in_turn(Call const& call, Casework const& casework, std::string_view turn, Change const& change);

// "?name=…"; nothing where it is not there.
[[nodiscard]] std::optional<std::string> asked(Call const& call, std::string_view name);
// "?name=2026-11-28". Errors: "query.bad_value".
[[nodiscard]] base::Result<std::optional<base::Date>> asked_day(Call const& call, std::string_view name);
// "?version=3" of a DELETE. Errors: "query.bad_value".
[[nodiscard]] base::Result<std::int64_t> version_of(Call const& call);

}  // namespace bassin::service
