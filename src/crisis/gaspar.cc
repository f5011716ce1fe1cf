#include "crisis/gaspar.h"

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "base/id_table.h"
#include "reference/geography.h"
#include "support/import_values.h"

namespace bassin::crisis {

namespace {

using base::Date;
using base::Error;
using base::Result;
using Fields = std::vector<std::string>;

constexpr std::array<std::string_view, unread_why_count> whys{"quote", "fields", "commune", "peril", "day", "order", "decision", "number"};
constexpr std::size_t number_most = 40;
constexpr std::size_t told_bytes = 200;

enum Column : std::size_t { commune, peril, from, to, published, number, decision, column_count };
// Names of the base until 2025 and since, and of the insurers' list, which holds refusals too; folded.
struct Names {
  std::string_view shown;
  std::array<std::string_view, 3> folded;
  bool needed = true;
};
constexpr std::array<Names, column_count> columns{{
    {"cod_commune", {"COD COMMUNE", "CODE COMMUNE", "CODE INSEE"}},
    {"lib_risque_jo", {"LIB RISQUE JO", "LIBELLE RISQUE JO", "NOM PERIL"}},
    {"dat_deb", {"DAT DEB", "DATE DEBUT", "DATE DEBUT EVT"}},
    {"dat_fin", {"DAT FIN", "DATE FIN", "DATE FIN EVT"}},
    {"dat_pub_jo", {"DAT PUB JO", "DATE PUBLICATION JO", "DATE PUBLICATION JOURNAL OFFICIEL"}},
    {"cod_nat_catnat", {"COD NAT CATNAT", "ID GASPAR", "CODE NATIONAL CATNAT"}, false},
    {"decision", {"DECISION", "LIBELLE AVIS", "AVIS"}, false},
}};

// One line, without its end.
struct Lines {
  std::string_view rest;
  std::uint64_t number = 0;
  bool next(std::string_view& line) {
    if (rest.empty()) return false;
    auto const end = rest.find('\n');
    line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    ++number;
    return true;
  }
};

// False where a quote stays open: no field of these files goes over a line end.
bool split(std::string_view line, char separator, Fields& out) {
  out.clear();
  std::string field;
  std::size_t at = 0;
  for (;;) {
    field.clear();
    if (at < line.size() && line[at] == '"') {
      for (++at;; ++at) {
        if (at >= line.size()) return false;
        if (line[at] == '"' && (at + 1 >= line.size() || line[at + 1] != '"')) break;
        if (line[at] == '"') ++at;
        field += line[at];
      }
      ++at;
    }
    auto const end = std::min(line.find(separator, at), line.size());
    field += line.substr(at, end - at);
    out.push_back(field);
    if (end == line.size()) return true;
    at = end + 1;
  }
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// At most so many bytes, and no part of a sign.
std::string cut(std::string_view text) {
  if (text.size() > told_bytes) {
    std::size_t end = told_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  return std::string(text);
}

struct Header {
  char separator = ';';
  std::size_t fields = 0;
  std::array<std::optional<std::size_t>, column_count> at{};

  [[nodiscard]] std::string_view value(Fields const& fields_of, Column column) const {
    return at[column] ? trimmed(fields_of[*at[column]]) : std::string_view();
  }
};

Result<Header> header_of(std::string_view line) {
  Header out;
  out.separator = line.find(';') == std::string_view::npos ? ',' : ';';
  Fields names;
  if (!split(line, out.separator, names)) names.clear();
  out.fields = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto const folded = base::fold(names[i]);
    for (std::size_t column = 0; column < column_count; ++column) {
      auto const& known = columns[column].folded;
      if (!out.at[column] && std::find(known.begin(), known.end(), folded) != known.end()) out.at[column] = i;
    }
  }
  std::string missing;
  for (std::size_t column = 0; column < column_count; ++column)
    if (columns[column].needed && !out.at[column]) missing += (missing.empty() ? "" : ", ") + std::string(columns[column].shown);
  if (!missing.empty()) return Error("crisis.not_gaspar", {{"missing", missing}});
  return out;
}

// « Reconnue », « Reconnue (sans impact sur la modulation) », « Non reconnue »; the base itself holds what is recognised alone.
std::optional<bool> refused_in(std::string_view text) {
  auto const folded = base::fold(text);
  if (folded.empty() || folded.starts_with("RECONNU") || folded == "FAVORABLE") return false;
  if (folded.starts_with("NON RECONNU") || folded == "DEFAVORABLE") return true;
  return std::nullopt;
}

// A row, or why not.
struct Read {
  Decree row;
  std::optional<UnreadWhy> why;
};

Read read_row(Header const& header, Fields const& fields, Date today) {
  Read out;
  auto& it = out.row;
  auto const label = peril_named(header.value(fields, peril));
  auto const begins = support::day_in_cell(header.value(fields, from)), ends = support::day_in_cell(header.value(fields, to)),
             told = support::day_in_cell(header.value(fields, published));
  auto const refused = refused_in(header.value(fields, decision));
  it.commune = header.value(fields, commune);
  it.number = header.value(fields, number);
  if (it.number.size() > number_most)
    out.why = UnreadWhy::number;
  else if (!label)
    out.why = UnreadWhy::peril;
  else if (!begins || !ends || !told)
    out.why = UnreadWhy::day;
  else if (!refused)
    out.why = UnreadWhy::decision;
  if (out.why) return out;
  it.peril = *label;
  it.from = *begins;
  it.to = *ends;
  it.published = *told;
  it.refused = *refused;
  if (auto const fault = fault_of(it, today)) out.why = fault->field == "commune" ? UnreadWhy::commune : UnreadWhy::order;
  return out;
}

void note(Gaspar& out, std::uint64_t line, UnreadWhy why, std::string_view text) {
  ++out.unread;
  if (out.told.size() < gaspar_unread_told) out.told.push_back({line, why, cut(text)});
}

// Whose département is surely none of those wanted: a damaged code is told.
bool is_elsewhere(std::string_view code, GasparScope const& scope) {
  auto const departement = reference::Geography::departement_of(code);
  bool const known = !departement.empty() && reference::geography().departement(departement).has_value();
  return known && std::find(scope.departements.begin(), scope.departements.end(), departement) == scope.departements.end();
}

struct Taking {
  Header const& header;
  GasparScope const& scope;
  Date today;
  Gaspar out{};
  std::uint64_t wanted = 0;

  void line(std::string_view line, std::uint64_t number);
};

void Taking::line(std::string_view line, std::uint64_t number) {
  Fields fields;
  ++out.lines;
  if (!split(line, header.separator, fields)) return note(out, number, UnreadWhy::quote, line);
  if (fields.size() != header.fields) return note(out, number, UnreadWhy::fields, line);
  if (is_elsewhere(header.value(fields, commune), scope)) {
    ++out.elsewhere;
    return;
  }
  if (auto const day = support::day_in_cell(header.value(fields, published)); day && *day < scope.since) {
    ++out.earlier;
    return;
  }
  auto read = read_row(header, fields, today);
  if (read.why) return note(out, number, *read.why, line);
  ++wanted;
  if (out.rows.size() < gaspar_rows_most) out.rows.push_back(std::move(read.row));
}

}  // namespace

std::string_view id_of(UnreadWhy why) { return whys[static_cast<std::size_t>(why)]; }

Result<Gaspar> read_gaspar(std::string_view text, GasparScope const& scope, Date today) {
  if (text.size() > gaspar_bytes_most) return Error("crisis.file_too_large", {{"most", std::to_string(gaspar_bytes_most >> 20U)}});
  if (scope.departements.empty()) return Error("crisis.bad_value", {{"field", "departements"}, {"allowed", "77, 2A, 974"}});
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Lines lines{text};
  std::string_view line;
  if (!lines.next(line)) line = {};
  BASSIN_TRY(auto const header, header_of(line));
  Taking taking{header, scope, today};
  while (lines.next(line))
    if (!trimmed(line).empty()) taking.line(line, lines.number);
  if (taking.wanted > gaspar_rows_most)
    return Error("crisis.too_many_decrees", {{"count", std::to_string(taking.wanted)}, {"most", std::to_string(gaspar_rows_most)}});
  return std::move(taking.out);
}

}  // namespace bassin::crisis
