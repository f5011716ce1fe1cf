// Which column of a spreadsheet holds what: guessed from their names, stated by a person.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "matching/matching.h"
#include "service/context.h"
#include "service/sheet_upload.h"

namespace bassin::service {

// The first six say which business a row means, the others what is brought of it.
enum class SheetField : std::uint8_t {
  siret,
  siren,
  name,
  address,
  postal_code,
  commune,
  contact,
  first_name,
  function,
  mobile,
  phone,
  email,
  contacted_on,
  since,
  member_number,
  on,
  way,
  theme,
  agent,
  minutes,
  met,
  notes,
  action,
  tags,
  portfolio,
};

inline constexpr std::array<std::string_view, 25> sheet_field_ids{
    "siret",  "siren",   "name",  "address",     "postalCode", "commune",      "contact",  "firstName", "function",
    "mobile", "phone",   "email", "contactedOn", "since",      "memberNumber", "on",       "way",       "theme",
    "agent",  "minutes", "met",   "notes",       "action",     "tags",         "portfolio"};

// By field the number of its column, from 1.
using SheetColumns = std::array<std::optional<std::size_t>, sheet_field_ids.size()>;

// By the names that people give columns ("N° SIRET", "Raison sociale", "CP"…), each column at most once.
[[nodiscard]] SheetColumns guess_columns(std::vector<std::string> const& header);

// A sum of the names, by which the same header is known again; empty where they name nothing.
[[nodiscard]] std::string sum_of(std::vector<std::string> const& header);

// As the API says them and as they are kept.
[[nodiscard]] Json columns_json(SheetColumns const& columns);
// Of what was kept; a number beyond `columns` is left out.
[[nodiscard]] SheetColumns kept_columns(std::string_view kept, std::size_t columns);

// Of the parameters of a question, those of the fields' ids. Errors: "query.bad_value" for what is no number from 1 to `columns`;
// "sheet.no_columns" () without a number and without a name.
[[nodiscard]] base::Result<SheetColumns> stated_columns(http::Pairs const& parameters, std::size_t columns);

// "" where the row is shorter, or no column is named.
[[nodiscard]] std::string cell_of(SheetRow const& row, SheetColumns const& columns, SheetField field);
[[nodiscard]] matching::Wanted wanted_of(SheetRow const& row, SheetColumns const& columns);

}  // namespace bassin::service
