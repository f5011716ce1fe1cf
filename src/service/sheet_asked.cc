#include "service/sheet_asked.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "service/call.h"
#include "service/known_parameters.h"
#include "service/sheet_endpoints.h"

namespace bassin::service {

using access::Reader;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t matched_most = 20'000;

std::string text_of(http::Pairs const& parameters, std::string_view name) {
  for (auto const& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

// Numbers of the address: which sheet, from 1, and below which row its rows begin.
Result<std::size_t> number_of(http::Pairs const& parameters, std::string_view name, std::size_t fallback, std::size_t least,
                              std::size_t most) {
  auto const text = text_of(parameters, name);
  if (text.empty()) return fallback;
  std::size_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem == std::errc() && end == text.data() + text.size() && number >= least && number <= most) return number;
  auto const allowed = std::to_string(least) + "–" + std::to_string(most);
  return Error("query.bad_value", {{"name", std::string(name)}, {"value", text.substr(0, 100)}, {"allowed", allowed}});
}

}  // namespace

Result<SheetContent> read_sheet_file(Call const& call, SheetParts const& parts) {
  if (call.reader.standing != Reader::Standing::member) return Error("access.sign_in");
  auto const file = text_of(call.request.query, "file");
  if (file.empty())
    return Error("query.bad_value", {{"name", "file"}, {"value", ""}, {"allowed", "adherents.xlsx, contacts.ods, liste.csv…"}});
  return parts.read({file.substr(0, 200), call.request.body});
}

std::vector<std::string> const* header_of(Sheet const& sheet, std::optional<std::size_t> number) {
  auto const found = std::find_if(sheet.rows.begin(), sheet.rows.end(), [&](SheetRow const& row) { return row.number == number; });
  return found == sheet.rows.end() ? nullptr : &found->cells;
}

Result<AskedRows> asked_rows(Call const& call, SheetParts const& parts, std::vector<std::string_view> const& beside) {
  auto const& parameters = call.request.query;
  std::vector<std::string_view> known{"file", "sheet", "header"};
  known.insert(known.end(), sheet_field_ids.begin(), sheet_field_ids.end());
  known.insert(known.end(), beside.begin(), beside.end());
  BASSIN_DO(known_only(parameters, known));
  BASSIN_TRY(auto content, read_sheet_file(call, parts));
  BASSIN_TRY(auto const place, number_of(parameters, "sheet", 1, 1, content.sheets.size()));
  auto& sheet = content.sheets[place - 1];
  BASSIN_TRY(auto const header, number_of(parameters, "header", sheet.header.value_or(0), 0, 1'048'576));
  AskedRows asked;
  BASSIN_TRY(asked.columns, stated_columns(parameters, sheet.columns));
  if (auto const* const names = header_of(sheet, header)) asked.header = sum_of(*names);
  std::copy_if(std::make_move_iterator(sheet.rows.begin()), std::make_move_iterator(sheet.rows.end()), std::back_inserter(asked.rows),
               [&](SheetRow const& row) { return row.number > header; });
  if (asked.rows.size() > matched_most)
    return Error("sheet.too_many_rows", {{"found", std::to_string(asked.rows.size())}, {"limit", std::to_string(matched_most)}});
  return asked;
}

}  // namespace bassin::service
