// One change of a signed convention: what it was, what it becomes. Pure. docs/decisions/0018-the-convention.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "convention/draft.h"

namespace bassin::convention {

enum class ChangeKind : std::uint8_t {
  title,
  purpose,
  term,          // last day, renewal, notice
  party_joins,   // from a day on
  party_leaves,  // its last day
  commune_added,
  commune_removed,
  axis_added,
  axis_reworded,
  axis_removed,
};
inline constexpr std::size_t change_kind_count = 10;
// "party_joins".
[[nodiscard]] std::string_view id_of(ChangeKind kind);
[[nodiscard]] std::optional<ChangeKind> parse_change_kind(std::string_view id);

// As it is asked for.
struct ChangeDraft {
  ChangeKind kind = ChangeKind::title;
  std::string subject;  // organisation, code of a commune, id of an axis; "" of the text, and of an axis that is added
  TextChange text;      // of title, purpose and term: that field, or those fields, alone are read
  Axis axis;            // of an axis that is added or reworded: code, title, description
  std::string label;    // of a commune that is added, as it is called on that day; the caller knows the communes
  // Of what is added or joins the first day, of what is removed the first without it, of who leaves the last.
  std::optional<base::Date> on;
};

struct Change {
  ChangeKind kind = ChangeKind::title;
  std::string subject;
  std::optional<base::Date> on;
  // What was there, what comes; JSON: a text; {ends_on, renewal, renewal_months, renewals_most, notice_months}; {left_on}; {label, from};
  // {code, title, description}. null: nothing.
  std::string before = "null", after = "null";
};
inline constexpr std::size_t changes_most = 2'000;

// The text with the changes carried out: what an amendment in preparation would make of it. Pure. Errors: "convention.changed_meanwhile"
// where one does not find what it was made for, those of set_changes().
[[nodiscard]] base::Result<Text> carried_out(Text text, std::vector<Change> const& changes);
// Whether it finds in the text what it was made for.
[[nodiscard]] bool holds(Text const& text, Change const& change);

}  // namespace bassin::convention
