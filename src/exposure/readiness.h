// What partners noted of how ready a business is for the water: whom to call at night, whether it is insured, whether it has a plan.
// Words of each organisation stand apart; of several, the last one holds. docs/decisions/0047-before-the-flood.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::exposure {

using access::Act;

// "unsaid" of each: nobody said it. It is written as nothing, and takes one's own word back.
enum class ContactWord : std::uint8_t { unsaid, named, none, unknown, refused };
inline constexpr std::size_t contact_word_count = 5;
enum class Insurance : std::uint8_t { unsaid, yes, no, unknown, refused };
inline constexpr std::size_t insurance_count = 5;
enum class Plan : std::uint8_t { unsaid, yes, no, in_progress, unknown, refused };
inline constexpr std::size_t plan_count = 6;
// "" of what is unsaid.
[[nodiscard]] std::string_view id_of(ContactWord it);
[[nodiscard]] std::string_view id_of(Insurance it);
[[nodiscard]] std::string_view id_of(Plan it);
[[nodiscard]] std::optional<ContactWord> parse_contact_word(std::string_view id);
[[nodiscard]] std::optional<Insurance> parse_insurance(std::string_view id);
[[nodiscard]] std::optional<Plan> parse_plan(std::string_view id);

struct Saying {
  std::string organisation, agent, at;  // "": nobody said anything
};
struct Remark {
  std::string text;
  Saying said;
};

struct Readiness {
  std::string business, commune;
  ContactWord contact_word = ContactWord::unsaid;
  std::string contact;        // id of a contact of the shared file, what it was merged into; "" where it is not kept any more
  bool contact_kept = false;  // that contact is still known in the business
  Saying contact_said;
  Insurance insurance = Insurance::unsaid;
  std::string insurance_on;  // day on which it was checked
  Saying insurance_said;
  Plan plan = Plan::unsaid;
  Saying plan_said;
  std::vector<Remark> remarks;   // as far as the reader is opened the content of exchanges; the newest first
  std::int64_t own_version = 0;  // of what the reader's own organisation noted; 0: nothing
};

// Whatever the reader sees noted: the own organisation's, and of those businesses whose commune it serves everybody's; by business, as
// it is kept. One statement. Who may not see what is personal is told neither contacts' ids nor remarks.
[[nodiscard]] base::Result<std::vector<Readiness>> readiness_of(sql::Session& session, access::Reader const& reader, base::Date day);
// Of one business: a SIRET, under whichever key it was noted. Nothing noted: as it is without a word.
[[nodiscard]] base::Result<Readiness> readiness_of(sql::Session& session, access::Reader const& reader, base::Date day,
                                                   std::string const& business);

// The own organisation's words alone.
[[nodiscard]] base::Result<Readiness> own_readiness(sql::Session& session, access::Reader const& reader, base::Date day,
                                                    std::string const& business);

// Two of one business that were noted under two keys: each word the last of both.
void join(Readiness& into, Readiness const& other);

// What is not given stays.
struct Noting {
  std::optional<ContactWord> contact_word;
  std::string contact;  // id, of the own organisation and known in the business; where `contact_word` is named
  std::optional<Insurance> insurance;
  std::string insurance_on;  // day; "": today
  std::optional<Plan> plan;
  std::optional<std::string> remark;  // "": taken back
};
// The own organisation's words, of which `version` is what their author saw (0: none). Once nothing is said any more nothing is kept.
// Errors: "exposure.elsewhere_business": the organisation does not serve its commune; "exposure.not_yours", "exposure.changed" (now),
// "exposure.bad_value" (field, allowed), "exposure.foreign_contact", those of support::find_contact() and base::clean().
[[nodiscard]] base::Result<std::int64_t> note_readiness(sql::Session& session, Act const& act, base::Date today,
                                                        support::Subject const& subject, std::int64_t version, Noting const& noting);

// Takes away at most `most` of what nobody said anew since that moment, the trail's values with it. Rows.
[[nodiscard]] base::Result<std::uint64_t> drop_readiness(sql::Session& session, std::string const& before, std::size_t most);

}  // namespace bassin::exposure
