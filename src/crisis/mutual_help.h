// Mutual help in a crisis: who needs a place, a pump or hands, who offers them, and what was agreed between the two.
// docs/decisions/0053-mutual-help.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

enum class HelpSide : std::uint8_t { need, offer };
[[nodiscard]] std::string_view id_of(HelpSide side);
[[nodiscard]] std::optional<HelpSide> parse_help_side(std::string_view id);

// Those of them that a damage report may name as the urgent need have its ids.
enum class HelpKind : std::uint8_t { premises, storage, hands, pumping, electricity, cleaning, equipment, transport, other };
inline constexpr std::size_t help_kind_count = 9;
[[nodiscard]] std::string_view id_of(HelpKind kind);
[[nodiscard]] std::optional<HelpKind> parse_help_kind(std::string_view id);

inline constexpr std::int64_t help_quantity_most = 1'000'000;
// Posts of one room, and agreements of it.
inline constexpr std::int64_t help_posts_most = 1'000;

struct HelpFacts {
  HelpSide side = HelpSide::need;
  HelpKind kind = HelpKind::other;
  std::string what;                      // « hangar sec, quai de déchargement »
  std::optional<std::int64_t> quantity;  // m² of premises and storage, persons of hands, else pieces; nothing: nobody counts
  std::string commune;                   // where; ""
  std::optional<base::Date> from, until;
  std::string record;  // the case whose need or offer it is; "": see who
  std::string who;     // « mairie de Coulommiers », a business that is on no list; "" with a case
  std::string reach;   // whom to ask for: name and number; ""
  bool withdrawn = false;
};
struct HelpPost {
  std::string id, crisis;
  HelpFacts facts;
  std::string organisation, agent;  // who wrote it last
  std::int64_t version = 0;
  std::string changed_at;
  std::string business;  // of the case, as it was read; ""
};

// Agreed: both said yes. Given: it is there, or was done. Over: it came back and may serve again. Failed: it came to nothing.
enum class HelpState : std::uint8_t { agreed, given, over, failed };
[[nodiscard]] std::string_view id_of(HelpState state);
[[nodiscard]] std::optional<HelpState> parse_help_state(std::string_view id);

struct AgreementFacts {
  HelpState state = HelpState::agreed;
  std::optional<std::int64_t> quantity;  // nothing: all that the need lacks and the offer has
  std::string note;
};
struct Agreement {
  std::string id, crisis, need, offer;
  AgreementFacts facts;
  std::string organisation, agent;
  std::int64_t version = 0;
  std::string changed_at;
};

// A report names it as the urgent need of a case that is not at its end, and nothing of that kind was noted for the case.
struct HelpAsked {
  std::string record, business, commune;
  HelpKind kind = HelpKind::other;
};
inline constexpr std::int64_t help_asked_most = 200;

struct HelpBoard {
  std::vector<HelpPost> posts;  // in the order in which they were noted
  std::vector<Agreement> agreements;
  std::vector<HelpAsked> asked;  // at most so many
};
// Of one case where `record` is not "". Errors: "crisis.unknown" (id), also for a reader without see_personal.
[[nodiscard]] base::Result<HelpBoard> help_of(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                              std::string const& record = "");

// By agents of the room who work with businesses. Errors of all below: "crisis.closed", "crisis.not_yours", "crisis.bad_value" (field,
// allowed), those of base::clean().
// Errors: also "crisis.unknown" (id), "crisis.unknown_case" (id) of another room too, "crisis.too_much_help" (most).
[[nodiscard]] base::Result<HelpPost> note_help(sql::Session& session, Act const& act, std::string const& crisis, HelpFacts const& facts);
// Side, kind and case stay. Errors: also "crisis.unknown_help" (id), "crisis.changed", "crisis.help_promised" (taken): an offer of less
// than that.
[[nodiscard]] base::Result<HelpPost> change_help(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                 HelpFacts const& facts);
// One that was noted by mistake. Errors: also "crisis.help_agreed": something was agreed on it, so it is withdrawn instead.
[[nodiscard]] base::Result<void> remove_help(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// Errors: also "crisis.unknown_help" (id): of either; "crisis.bad_value": not of one kind, or withdrawn; "crisis.agreed_already": of these
// two there is one; "crisis.help_taken" (left): more than the offer has left.
[[nodiscard]] base::Result<Agreement> agree(sql::Session& session, Act const& act, std::string const& need, std::string const& offer,
                                            AgreementFacts const& facts);
// Errors: also "crisis.unknown_agreement" (id), "crisis.changed", "crisis.help_taken" (left).
[[nodiscard]] base::Result<Agreement> change_agreement(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                       AgreementFacts const& facts);

}  // namespace bassin::crisis
