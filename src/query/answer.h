// What every answer says of itself: what it is about, and what a reader must know to use it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "reference/fields.h"
#include "reference/territory.h"

namespace bassin::query {

enum class StateFilter : std::uint8_t { active, closed, any };

struct Caveat {
  enum class Code : std::uint8_t {
    today_value,            // filters or dimensions that the source does not date; values: their names ("size", "commune")
    no_history,             // a dated question without the history file: answered from the dates of the stock rows
    rows_without_history,   // establishments that the history file lacks, answered from their stock row; values: how many
    legal_form_unknown,     // no file of legal units: fields, legal categories and the attachment to chambers do without it
    activity_2025_absent,   // asked by NAF 2025, which the file does not carry
    territory_approximate,  // register codes that cover more than the territory; values: the codes
    territory_absent,       // territories of which the snapshot holds nothing; values: their names
    state_overrides_field,  // the field means active establishments, the state asked says otherwise
    positions_masked,       // a zone asked: establishments it may hold whose position this audience is not shown; values: how many
    after_data,             // the date asked lies after the register's; values: the register's date
    fictitious,             // made-up businesses
    corrections_undated,    // corrections of activity by hand have no date: a dated question leaves them aside, and the fields and
                            // chambers that would follow from them; a chamber corrected by hand is today's value
    positions_absent,       // a zone asked: establishments it may hold, without a position; values: how many
    overlay_unresolved,     // businesses of the overlay that the register lacks; values: how many
    businesses_absent,  // businesses asked one by one that neither register nor overlay holds; values: ids, and after ten of them how many
                        // more ("+3")
  };
  Code code = Code::today_value;
  std::vector<std::string> values;
  friend bool operator==(Caveat const&, Caveat const&) = default;
};
// "today-value": the code as written in JSON and used as the key of its message.
[[nodiscard]] std::string_view id_of(Caveat::Code code);

// A territory as the question named it; `date` is that of its perimeter.
struct ScopeTerritory {
  reference::TerritoryKind kind = reference::TerritoryKind::commune;
  std::string id;  // as reference::Territory::id
  std::string name;
  base::Date date;
  friend bool operator==(ScopeTerritory const&, ScopeTerritory const&) = default;
};

struct Scope {
  std::string snapshot;  // id
  std::optional<base::Date> data_date;
  std::string overlay;  // version, "" for none
  reference::Field field = reference::Field::economic_fabric;
  bool legal_forms_known = true;  // with `field`, reference::field_name says its name
  StateFilter state = StateFilter::active;
  std::optional<base::Date> at;
  std::vector<ScopeTerritory> territories;
  std::string zone;  // name, "" for none
  std::vector<Caveat> caveats;
};

}  // namespace bassin::query
