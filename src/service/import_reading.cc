#include "service/import_reading.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "matching/matching.h"
#include "service/call.h"
#include "service/import_subjects.h"
#include "service/sheet_audiences.h"

namespace bassin::service {

using base::Result;
using support::ImportRow;

namespace {

constexpr std::size_t cell_most = 300;  // bytes: nobody's number or name is longer
constexpr std::size_t tags_most = 2'000;
constexpr std::size_t notes_most = 20'000;  // more than minutes may hold, so that what is too long is said

std::string cut(std::string text, std::size_t most = cell_most) {
  if (text.size() <= most) return text;
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text;
}

std::string joined(std::initializer_list<std::string_view> texts) {
  std::string out;
  for (auto const text : texts) {
    if (!text.empty()) out.append(out.empty() ? "" : " ").append(text);
  }
  return out;
}

// "1,5" of a column of hours.
std::string with_unit(std::string text, bool hours) {
  bool const bare = !text.empty() && text.find_first_not_of("0123456789.,") == std::string::npos;
  return bare && hours ? text + " h" : text;
}

support::ImportCells cells_of(SheetRow const& row, SheetColumns const& columns, bool hours) {
  auto const cell = [&](SheetField field) { return cut(cell_of(row, columns, field)); };
  support::ImportCells out;
  out.name = cell(SheetField::name);
  out.address = cell(SheetField::address);
  out.postal_code = cell(SheetField::postal_code);
  out.commune = cell(SheetField::commune);
  out.place = joined({out.address, out.postal_code, out.commune});
  out.number = cell(SheetField::siret);
  if (out.number.empty()) out.number = cell(SheetField::siren);
  out.contact = joined({cell(SheetField::first_name), cell(SheetField::contact)});
  out.function = cell(SheetField::function);
  out.phone = cell(SheetField::phone);
  out.mobile = cell(SheetField::mobile);
  out.email = cell(SheetField::email);
  out.contacted_on = cell(SheetField::contacted_on);
  out.since = cell(SheetField::since);
  out.member_number = cell(SheetField::member_number);
  out.on = cell(SheetField::on);
  out.way = cell(SheetField::way);
  out.theme = cell(SheetField::theme);
  out.agent = cell(SheetField::agent);
  out.minutes = with_unit(cell(SheetField::minutes), hours);
  out.met = cell(SheetField::met);
  out.notes = cut(cell_of(row, columns, SheetField::notes), notes_most);
  out.action = cell(SheetField::action);
  out.tags = cut(cell_of(row, columns, SheetField::tags), tags_most);
  out.portfolio = cell(SheetField::portfolio);
  return out;
}

std::vector<std::uint32_t> candidate_rows(std::vector<matching::Match> const& matches) {
  std::set<std::uint32_t> rows;
  for (auto const& match : matches) {
    for (auto const& one : match.candidates) rows.insert(one.row);
  }
  return {rows.begin(), rows.end()};
}

ImportRow row_of(SheetRow const& row, SheetColumns const& columns, matching::Match const& match, Subjects const& subjects, bool hours) {
  ImportRow out;
  out.number = static_cast<std::int64_t>(row.number);
  out.cells = cells_of(row, columns, hours);
  out.verdict = matching::id_of(match.verdict);
  out.reason = matching::id_of(match.reason);
  for (auto const oddity : match.oddities) out.oddities.emplace_back(matching::id_of(oddity));
  for (auto const& one : match.candidates) {
    auto const& subject = subjects.at(one.row);
    out.candidates.push_back({subject.business, subject.commune, one.score});
  }
  if (match.verdict != matching::Verdict::certain) return out;
  out.business = out.candidates.front().business;
  out.commune = out.candidates.front().commune;
  out.candidates.resize(1);
  return out;
}

}  // namespace

Result<std::vector<ImportRow>> matched_rows(Call const& call, std::shared_ptr<query::View const> const& view, AskedRows const& asked,
                                            bool hours) {
  BASSIN_TRY(auto const matcher, matching::Matcher::create(view, matching_audiences(call), home_of(call)));
  std::vector<matching::Match> matches;
  matches.reserve(asked.rows.size());
  for (auto const& row : asked.rows) {
    BASSIN_TRY(auto match, matcher->match(wanted_of(row, asked.columns)));
    matches.push_back(std::move(match));
  }
  BASSIN_TRY(auto const subjects, read_subjects(*view, candidate_rows(matches)));
  std::vector<ImportRow> out;
  out.reserve(matches.size());
  for (std::size_t i = 0; i < matches.size(); ++i) out.push_back(row_of(asked.rows[i], asked.columns, matches[i], subjects, hours));
  return out;
}

}  // namespace bassin::service
