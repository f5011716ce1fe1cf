#include "ingest/internal/establishment_scan.h"

#include <algorithm>

#include "ingest/internal/rejects.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/soft_value.h"
#include "ingest/internal/sparse_fields.h"
#include "ingest/internal/values.h"
#include "reference/nomenclature.h"
#include "reference/size_bands.h"
#include "registry/siret.h"

namespace bassin::ingest::internal {

namespace {

constexpr base::DayCode sentinel{2};  // 1900-01-01, written for "long ago, unknown when"

}  // namespace

std::unique_ptr<EstablishmentParser::Parsed> EstablishmentParser::parse(RecordBlock const& block) {
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
    auto const shown = [&] { return shown_text(record, text(Column::diffusion), text(Column::siret)); };
    if (is_read) {
      fields_.set(record.fields);
      fault = read(*parsed, in_scope);
    }
    if (fault) {
      parsed->tally.reject(record.line, *fault, is_read ? shown() : shown_unread(record, splitter_.separator(), true));
    } else if (!in_scope) {
      ++parsed->tally.out_of_scope;
    } else {
      parsed->rows.push_back({record_.siret(), record.line, part_of_commune(record_.commune_code()), parsed->records.size(),
                              text(Column::diffusion) == "O" ? record.raw : ""});
      record_.bytes = static_cast<std::uint32_t>(sizeof(record_) + tail_.size());
      put(parsed->records, record_);
      parsed->records += tail_;
      parsed->latest_processed = std::max(parsed->latest_processed, record_.processed);
    }
  }
  return parsed;
}

std::optional<Reason> EstablishmentParser::read(Parsed& parsed, bool& in_scope) {
  record_ = {};
  record_.worker = static_cast<std::uint8_t>(worker_);
  tail_.clear();
  if (auto const fault = read_identity()) return fault;
  Notes row_notes;
  if (auto const fault = read_state_and_dates(row_notes)) return fault;
  in_scope = scope_.holds(record_.commune_code());
  if (!in_scope) return std::nullopt;
  auto& notes = parsed.tally.notes;
  read_coordinates(notes);
  if (auto const fault = read_texts()) return fault;
  notes.add(row_notes);
  if (!registry::control_digit_holds(record_.siret())) notes.add("siret_luhn", text(Column::siret));
  read_soft_values(notes);
  read_codes(notes);
  return std::nullopt;
}

std::optional<Reason> EstablishmentParser::read_identity() {
  auto const text_siret = text(Column::siret);
  auto const siret = parse_digits(text_siret, 14);
  if (!siret) return Reason::bad_siret;
  record_.siren = static_cast<std::uint32_t>(*siret / nics);
  record_.nic = static_cast<std::uint32_t>(*siret % nics);
  auto const siren = text(Column::siren);
  auto const nic = text(Column::nic);
  bool const same = (siren.empty() || siren == text_siret.substr(0, 9)) && (nic.empty() || nic == text_siret.substr(9));
  if (!same) return Reason::siret_mismatch;
  auto const commune = text(Column::commune);
  if (commune.empty()) return std::nullopt;
  if (!is_commune_code(commune)) return Reason::bad_commune;
  std::ranges::copy(commune, record_.commune.begin());
  return std::nullopt;
}

std::optional<Reason> EstablishmentParser::read_state_and_dates(Notes& notes) {
  auto const state = parse_state(text(Column::state), 'F');
  if (!state) return Reason::bad_state;
  if (*state == registry::State::unknown) notes.add("state_absent");
  record_.state = static_cast<std::uint8_t>(*state);
  auto const diffusion = parse_diffusion(text(Column::diffusion));
  if (diffusion == registry::Diffusion::unknown) return Reason::bad_diffusion;
  record_.diffusion = static_cast<std::uint8_t>(diffusion);
  auto const created = parse_day(text(Column::created));
  auto const start = parse_day(text(Column::period_start));
  if (!created.valid || !start.valid) return Reason::bad_date;
  record_.created = created.code.v;
  record_.period_start = start.code.v;
  created_exact_ = created.exact;
  period_start_exact_ = start.exact;
  if (created.code == sentinel) notes.add("date_sentinel");
  if (!created.exact.empty()) notes.add("date_far", created.exact);
  if (!start.exact.empty()) notes.add("date_far", start.exact);
  return std::nullopt;
}

void EstablishmentParser::read_soft_values(Notes& notes) {
  auto const size = text(Column::size);
  record_.size = soft_value(reference::parse_size_band(size), notes, "trancheEffectifs", size);
  auto const year = text(Column::size_year);
  record_.size_year = soft_value(parse_year(year), notes, "anneeEffectifs", year);
  auto const head = text(Column::head_office);
  record_.head_office = soft_value(parse_flag(head), notes, "etablissementSiege", head);
  auto const employer = text(Column::employer);
  record_.employer = soft_value(parse_flag(employer), notes, "caractereEmployeur", employer);
  auto const periods = text(Column::period_count);
  record_.period_count = soft_value(parse_small_count(periods), notes, "nombrePeriodes", periods);
  auto const processed = text(Column::processed);
  auto const seconds = parse_time(processed);
  if (!seconds) note_unreadable(notes, "dateDernierTraitement", processed);
  record_.processed = seconds.value_or(0);
}

void EstablishmentParser::read_codes(Notes& notes) {
  using Code = EstablishmentCode;
  auto const set = [&](Code code, std::string_view value) {
    auto const index = static_cast<std::size_t>(code);
    record_.codes[index] = codes_.code(worker_, index, value);
  };
  auto const activity = [&](Code code, reference::Nomenclature nomenclature, std::string_view value) {
    ActivityKey const key(nomenclature, value, notes);
    set(code, key.text());
  };
  activity(Code::activities, reference::parse_nomenclature(text(Column::nomenclature)), text(Column::activity));
  activity(Code::activities_2025, reference::Nomenclature::naf_2025, text(Column::activity_2025));
  set(Code::crafts, text(Column::craft));
  set(Code::repetitions, text(Column::repetition));
  set(Code::street_types, text(Column::street_type));
  set(Code::postal_codes, text(Column::postal_code));
  set(Code::numbers, text(Column::number));
  set(Code::streets, text(Column::street));
  set(Code::commune_labels, text(Column::commune_label));
}

void EstablishmentParser::read_coordinates(Notes& notes) {
  auto const x_text = text(Column::lambert_x);
  auto const y_text = text(Column::lambert_y);
  if (x_text.empty() && y_text.empty()) return;
  auto const x = parse_decimal(x_text);
  auto const y = parse_decimal(y_text);
  if (!x || !y) return notes.add("coordinates_unreadable", text(Column::siret));
  if (*x == 0 && *y == 0) return notes.add("coordinates_unreadable", text(Column::siret));
  record_.has_coordinates = 1;
  put(tail_, *x);
  put(tail_, *y);
}

std::optional<Reason> EstablishmentParser::read_texts() {
  auto const add = [&](std::size_t which, std::string_view value) {
    record_.texts |= 1U << which;
    put_text(tail_, value);
  };
  for (std::size_t i = 0; i < establishment_file_texts; ++i) {
    auto const value = fields_[static_cast<std::size_t>(Column::count) + i];
    if (value.empty()) continue;
    if (value.size() > sparse_text_limit) return Reason::text_too_long;
    add(i, value);
  }
  if (!created_exact_.empty()) add(static_cast<std::size_t>(registry::schema::Text::created_exact), created_exact_);
  if (!period_start_exact_.empty()) add(static_cast<std::size_t>(registry::schema::Text::period_start_exact), period_start_exact_);
  return std::nullopt;
}

base::Result<void> EstablishmentScan::commit(ParsedBlock& block) {
  auto& parsed = static_cast<EstablishmentParser::Parsed&>(block);
  for (std::size_t i = 0; i < parsed.rows.size(); ++i) {
    auto const& row = parsed.rows[i];
    if (!seen_.add(row.siret)) {
      parsed.tally.reject(row.line, Reason::duplicate_siret, row.shown.empty() ? padded(row.siret, 14) : row.shown);
      continue;
    }
    auto const end = i + 1 < parsed.rows.size() ? parsed.rows[i + 1].offset : parsed.records.size();
    BASSIN_DO(spill_.append(row.part, std::string_view(parsed.records).substr(row.offset, end - row.offset)));
    ++parsed.tally.kept;
  }
  latest_processed_ = std::max(latest_processed_, parsed.latest_processed);
  sink_.add(parsed.tally);
  return {};
}

}  // namespace bassin::ingest::internal
