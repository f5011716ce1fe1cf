// The sharing annex of a convention: what each party shows the others of its records, as dated statements that are never changed: a newer
// one on the same party ends the one before. docs/decisions/0020-the-sharing-annex.md
//
// Errors of all: "convention.unknown" (id), "convention.not_yours", "convention.changed" (now), "convention.wrong_status" (status) of an
// abandoned one, "convention.no_annex" where the convention goes by another's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "convention/convention.h"
#include "convention/sharing.h"

namespace bassin::convention {

enum class AnnexStatus : std::uint8_t {
  proposed,   // waits for parties whose records it shows differently
  in_force,   // from its day on, until a newer one
  withdrawn,  // by the keeper
  overtaken,  // another annex stated the same party first, or the parties changed
};
inline constexpr std::size_t annex_status_count = 4;
// "in_force".
[[nodiscard]] std::string_view id_of(AnnexStatus status);

struct Agreement {
  std::string organisation;
  std::string agreed_at, agreed_by;  // "": awaited
};
struct Annex {
  std::string id, convention;
  std::int64_t number = 0;  // in the order in which they took effect; 0: did not
  AnnexStatus status = AnnexStatus::proposed;
  std::string by;  // organisation
  base::Date wanted_from;
  std::optional<base::Date> from;  // once it took effect: that day, or the one of the last agreement
  std::string why;
  std::vector<Statement> statements;
  std::vector<Agreement> agreements;  // of each party that it states
  std::string created_at, created_by;
};

inline constexpr std::size_t shown_most = 2'000;
struct AnnexDraft {
  base::Date from;  // today or later
  std::string why;
  std::vector<Statement> statements;  // of each, every kind for all readers, and what differs for some; their days are `from`
};

// The newest first.
[[nodiscard]] base::Result<std::vector<Annex>> annexes_of(sql::Session& session, access::Reader const& reader, std::string const& id);

// By the keeper: it takes effect once each party whose records it shows differently has agreed; the keeper's own has. By another party, on
// its own records alone: it takes effect at once, and shows no more than before. Proposals on the same parties are overtaken. Errors: also
// "convention.bad_value" (field, allowed), "convention.twice" (what), "convention.unknown_party" (organisation),
// "convention.only_narrower", "convention.nothing_changes", those of base::clean().
[[nodiscard]] base::Result<Convention> propose_annex(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     AnnexDraft const& draft, base::Date today);
// By coordinators and administrators of the party. Errors: also "convention.unknown_annex" (id), "convention.not_awaited".
[[nodiscard]] base::Result<Convention> agree_to_annex(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                      std::string const& annex, std::string const& organisation, base::Date today);
// A proposal, by the keeper. Errors: as for agreeing.
[[nodiscard]] base::Result<Convention> withdraw_annex(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                      std::string const& annex);

}  // namespace bassin::convention
