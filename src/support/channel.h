// Ways of reaching a person: numbers and addresses in the one form by which they are compared, and what they may be used for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace bassin::support {

enum class ChannelKind : std::uint8_t { phone, email };
inline constexpr std::size_t channel_kind_count = 2;
[[nodiscard]] std::string_view id_of(ChannelKind kind);
[[nodiscard]] std::optional<ChannelKind> parse_channel_kind(std::string_view id);

// Where one has it from.
enum class Origin : std::uint8_t {
  told,          // by the person
  chamber_file,  // a chamber's own file
  public_site,
  event,
  partner,
  other,
};
inline constexpr std::size_t origin_count = 6;
// "chamber_file".
[[nodiscard]] std::string_view id_of(Origin origin);
[[nodiscard]] std::optional<Origin> parse_origin(std::string_view id);

enum class Purpose : std::uint8_t { follow_up, events, surveys, crisis };
inline constexpr std::size_t purpose_count = 4;
// "follow_up".
[[nodiscard]] std::string_view id_of(Purpose purpose);
[[nodiscard]] std::optional<Purpose> parse_purpose(std::string_view id);
// "follow_up,crisis", in the order of Purpose, each once.
[[nodiscard]] std::string text_of(std::vector<Purpose> const& purposes);
[[nodiscard]] std::vector<Purpose> purposes_of(std::string_view text);

struct Reach {
  std::string shown;   // "01 64 63 00 00"; an international number and an address as they were written
  std::string normal;  // "+33164630000"; an address in small letters
};
// French numbers with or without +33, those of the overseas départements by their own prefix; international ones with + or 00.
// Errors: "support.bad_phone" (value), "support.bad_email" (value).
[[nodiscard]] base::Result<Reach> reach_of(ChannelKind kind, std::string_view text);
// What partners compare without knowing what it is: a checksum of kind and normal form.
[[nodiscard]] std::string mark_of(ChannelKind kind, std::string_view normal);

// Unless somebody says less, what is known of a person is kept so long after they were last in touch (docs/casework.md).
inline constexpr int contact_kept_months = 36;
// The last day.
[[nodiscard]] base::Date kept_until(base::Date contacted);

}  // namespace bassin::support
