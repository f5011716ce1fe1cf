#include "ingest/internal/history_scan.h"

#include <algorithm>

#include "ingest/internal/rejects.h"
#include "ingest/internal/soft_value.h"
#include "ingest/internal/sparse_fields.h"
#include "ingest/internal/values.h"

namespace bassin::ingest::internal {

namespace {

constexpr std::array<ColumnName, static_cast<std::size_t>(HistoryColumn::count)> columns{{
    {"siret", true},
    {"dateDebut", true},
    {"dateFin", true},
    {"etatAdministratifEtablissement", true},
    {"activitePrincipaleEtablissement", true},
    {"nomenclatureActivitePrincipaleEtablissement", true},
    {"caractereEmployeurEtablissement"},
    {"enseigne1Etablissement"},
    {"enseigne2Etablissement"},
    {"enseigne3Etablissement"},
    {"denominationUsuelleEtablissement"},
}};

}  // namespace

std::span<ColumnName const> history_columns() { return columns; }

std::uint32_t rows_a_part(std::uint32_t rows) {
  constexpr std::uint32_t parts = 64;
  constexpr std::uint32_t least = 1U << 16U;
  return std::max(least, rows / parts + 1);
}

std::unique_ptr<HistoryParser::Parsed> HistoryParser::parse(RecordBlock const& block) {
  auto parsed = std::make_unique<Parsed>();
  parsed->keeps = block.keeps;
  RecordCheck const check(block, columns_);
  splitter_.start(block.text, block.first_line);
  csv::Record record;
  while (splitter_.next(record)) {
    ++parsed->tally.rows;
    bool in_scope = false;
    auto fault = check.fault(record);
    bool const is_read = !fault;
    if (is_read) {
      fields_.set(record.fields);
      fault = read(parsed->tally.notes, in_scope);
    }
    if (fault) {
      auto const separator = splitter_.separator();
      parsed->tally.reject(record.line, *fault,
                           is_read ? shown_text(record, "", text(HistoryColumn::siret)) : shown_unread(record, separator, false));
    } else if (!in_scope) {
      ++parsed->tally.out_of_scope;
    } else {
      ++parsed->tally.kept;
      record_.bytes = static_cast<std::uint32_t>(sizeof(record_) + tail_.size());
      put(parsed->records, record_);
      parsed->records += tail_;
    }
  }
  return parsed;
}

std::optional<Reason> HistoryParser::add_text(PeriodText which, std::string_view value) {
  if (value.empty()) return std::nullopt;
  if (value.size() > sparse_text_limit) return Reason::text_too_long;
  record_.texts = static_cast<std::uint8_t>(record_.texts | (1U << static_cast<unsigned>(which)));
  put_text(tail_, value);
  return std::nullopt;
}

std::optional<Reason> HistoryParser::read(Notes& notes, bool& in_scope) {
  record_ = {};
  record_.worker = static_cast<std::uint8_t>(worker_);
  tail_.clear();
  auto const siret = parse_digits(text(HistoryColumn::siret), 14);
  if (!siret) return Reason::bad_siret;
  auto const state = parse_state(text(HistoryColumn::state), 'F');
  if (!state) return Reason::bad_state;
  record_.state = static_cast<std::uint8_t>(*state);
  constexpr std::array named{HistoryColumn::brand_1, HistoryColumn::brand_2, HistoryColumn::brand_3, HistoryColumn::usual_name};
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (auto const fault = add_text(static_cast<PeriodText>(i), text(named[i]))) return fault;
  }
  Notes row_notes;
  if (auto const fault = read_dates(row_notes)) return fault;
  auto const place = rows_.sirets.find(*siret);
  in_scope = place.has_value();
  if (!in_scope) return std::nullopt;
  record_.row = rows_.row_of[*place];
  notes.add(row_notes);
  if (*state == registry::State::unknown) notes.add("state_absent");
  auto const employer = text(HistoryColumn::employer);
  record_.employer = soft_value(parse_flag(employer), notes, "caractereEmployeur", employer);
  ActivityKey const activity(reference::parse_nomenclature(text(HistoryColumn::nomenclature)), text(HistoryColumn::activity), notes);
  record_.activity = codes_.code(worker_, 0, activity.text());
  return std::nullopt;
}

std::optional<Reason> HistoryParser::read_dates(Notes& notes) {
  auto const start = parse_day(text(HistoryColumn::start));
  auto const end = parse_day(text(HistoryColumn::end));
  if (!start.valid || !end.valid) return Reason::bad_date;
  record_.start = start.code.v;
  record_.end = end.code.v;
  if (!start.exact.empty()) notes.add("date_far", start.exact);
  if (!end.exact.empty()) notes.add("date_far", end.exact);
  // ISO dates compare as texts; a period that ends before it starts holds on no day.
  auto const first = text(HistoryColumn::start);
  auto const last = text(HistoryColumn::end);
  if (!first.empty() && !last.empty() && last < first) notes.add("period_reversed", text(HistoryColumn::siret));
  if (auto const fault = add_text(PeriodText::start_exact, start.exact)) return fault;
  return add_text(PeriodText::end_exact, end.exact);
}

base::Result<void> HistoryScan::commit(ParsedBlock& block) {
  auto& parsed = static_cast<HistoryParser::Parsed&>(block);
  std::string_view rest = parsed.records;
  while (!rest.empty()) {
    auto const record = get<PeriodRecord>(rest.data());
    BASSIN_DO(spill_.append(record.row / part_rows_, rest.substr(0, record.bytes)));
    rest.remove_prefix(record.bytes);
  }
  sink_.add(parsed.tally);
  return {};
}

}  // namespace bassin::ingest::internal
