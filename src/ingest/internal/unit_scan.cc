#include "ingest/internal/unit_scan.h"

#include <algorithm>
#include <array>

#include "ingest/internal/rejects.h"
#include "ingest/internal/soft_value.h"
#include "ingest/internal/sparse_fields.h"
#include "ingest/internal/values.h"
#include "reference/legal_forms.h"
#include "reference/size_bands.h"

namespace bassin::ingest::internal {

namespace {

using registry::Tri;
using registry::schema::UnitText;

constexpr std::uint16_t natural_person_categories = 1;  // 1xxx

std::optional<registry::UnitCategory> parse_category(std::string_view text) {
  if (text.empty()) return registry::UnitCategory::unknown;
  if (text == "PME") return registry::UnitCategory::pme;
  if (text == "ETI") return registry::UnitCategory::eti;
  if (text == "GE") return registry::UnitCategory::ge;
  return std::nullopt;
}

std::optional<std::uint8_t> parse_sex(std::string_view text) {
  if (text.empty()) return 0;
  if (text == "F") return 1;
  if (text == "M") return 2;
  return std::nullopt;
}

}  // namespace

bool UnitScope::has_establishment(std::uint32_t siren) const {
  auto const first = std::uint64_t{siren} * nics;
  auto const place = sirets->lower_bound(first);
  return place < sirets->size() && sirets->keys()[place] < first + nics;
}

std::unique_ptr<UnitParser::Parsed> UnitParser::parse(RecordBlock const& block) {
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
    auto const shown = [&] { return shown_text(record, text(Column::diffusion), text(Column::siren)); };
    if (is_read) {
      fields_.set(record.fields);
      fault = read(parsed->tally.notes, in_scope);
    }
    if (fault) {
      parsed->tally.reject(record.line, *fault, is_read ? shown() : shown_unread(record, splitter_.separator(), true));
    } else if (!in_scope) {
      ++parsed->tally.out_of_scope;
    } else {
      parsed->rows.push_back({record_.siren, record.line, parsed->records.size(), text(Column::diffusion) == "O" ? record.raw : ""});
      record_.bytes = static_cast<std::uint32_t>(sizeof(record_) + tail_.size());
      put(parsed->records, record_);
      parsed->records += tail_;
    }
  }
  return parsed;
}

std::optional<Reason> UnitParser::read(Notes& notes, bool& in_scope) {
  record_ = {};
  record_.worker = static_cast<std::uint8_t>(worker_);
  tail_.clear();
  auto const siren = parse_digits(text(Column::siren), 9);
  if (!siren) return Reason::bad_siren;
  record_.siren = static_cast<std::uint32_t>(*siren);
  Notes row_notes;
  if (auto const fault = read_state_and_dates(row_notes)) return fault;
  bool const has_establishment = scope_.has_establishment(record_.siren);
  in_scope = scope_.all || has_establishment;
  if (!in_scope) return std::nullopt;
  if (auto const fault = read_texts()) return fault;
  notes.add(row_notes);
  if (!has_establishment) notes.add("unit_without_establishment", text(Column::siren));
  read_nature(notes);
  read_soft_values(notes);
  read_size_and_category(notes);
  return std::nullopt;
}

std::optional<Reason> UnitParser::read_state_and_dates(Notes& notes) {
  auto const state = parse_state(text(Column::state), 'C');
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
  if (!created.exact.empty()) notes.add("date_far", created.exact);
  if (!start.exact.empty()) notes.add("date_far", start.exact);
  return std::nullopt;
}

void UnitParser::read_nature(Notes& notes) {
  auto const legal_text = text(Column::legal);
  auto const legal = reference::LegalForms::parse(legal_text);
  if (!legal && !legal_text.empty()) note_unreadable(notes, "categorieJuridique", legal_text);
  record_.legal = legal.value_or(0);
  record_.natural_person = static_cast<std::uint8_t>(nature(legal));
  auto const sex = text(Column::sex);
  record_.sex = soft_value(parse_sex(sex), notes, "sexe", sex);
}

// "[ND]" in a column of natural persons stands for a value that is there, so their raw fields are asked; a denomination
// that is not given tells nothing.
registry::Tri UnitParser::nature(std::optional<std::uint16_t> legal) const {
  constexpr std::array personal{UnitText::family_name,  UnitText::used_name,    UnitText::first_name_1,     UnitText::first_name_2,
                                UnitText::first_name_3, UnitText::first_name_4, UnitText::usual_first_name, UnitText::pseudonym};
  auto const place = [](UnitText which) { return static_cast<std::size_t>(Column::count) + static_cast<std::size_t>(which); };
  bool const personal_text = std::ranges::any_of(personal, [&](UnitText which) { return !fields_.raw(place(which)).empty(); });
  bool const has_sex = !fields_.raw(static_cast<std::size_t>(Column::sex)).empty();
  if ((legal && *legal / 1000 == natural_person_categories) || personal_text || has_sex) return Tri::yes;
  return legal || !fields_[place(UnitText::denomination)].empty() ? Tri::no : Tri::unknown;
}

void UnitParser::read_soft_values(Notes& notes) {
  auto const flag = [&](Column column, std::string_view name) {
    auto const value = text(column);
    return soft_value(parse_flag(value), notes, name, value);
  };
  record_.purged = flag(Column::purged, "unitePurgee");
  record_.social_economy = flag(Column::social_economy, "economieSocialeSolidaire");
  record_.mission = flag(Column::mission, "societeMission");
  record_.employer = flag(Column::employer, "caractereEmployeur");
  auto const processed = text(Column::processed);
  auto const seconds = parse_time(processed);
  if (!seconds) note_unreadable(notes, "dateDernierTraitement", processed);
  record_.processed = seconds.value_or(0);
  auto const nic = text(Column::head_office_nic);
  auto const parsed_nic = parse_digits(nic, 5);
  if (!parsed_nic && !nic.empty()) note_unreadable(notes, "nicSiege", nic);
  record_.head_office_nic = static_cast<std::uint32_t>(parsed_nic.value_or(0));
  auto const code = [&](UnitCode which, reference::Nomenclature nomenclature, std::string_view value) {
    ActivityKey const key(nomenclature, value, notes);
    auto const index = static_cast<std::size_t>(which);
    record_.codes[index] = codes_.code(worker_, index, key.text());
  };
  code(UnitCode::activities, reference::parse_nomenclature(text(Column::nomenclature)), text(Column::activity));
  code(UnitCode::activities_2025, reference::Nomenclature::naf_2025, text(Column::activity_2025));
}

void UnitParser::read_size_and_category(Notes& notes) {
  auto const size = text(Column::size);
  record_.size = soft_value(reference::parse_size_band(size), notes, "trancheEffectifs", size);
  auto const size_year = text(Column::size_year);
  record_.size_year = soft_value(parse_year(size_year), notes, "anneeEffectifs", size_year);
  auto const category = text(Column::category);
  record_.category = soft_value(parse_category(category), notes, "categorieEntreprise", category);
  auto const category_year = text(Column::category_year);
  record_.category_year = soft_value(parse_year(category_year), notes, "anneeCategorieEntreprise", category_year);
  record_.period_count = soft_value(parse_small_count(text(Column::period_count)), notes, "nombrePeriodes", text(Column::period_count));
}

std::optional<Reason> UnitParser::read_texts() {
  auto const add = [&](UnitText which, std::string_view value) {
    record_.texts |= 1U << static_cast<unsigned>(which);
    put_text(tail_, value);
  };
  for (std::size_t i = 0; i < unit_file_texts; ++i) {
    auto const value = fields_[static_cast<std::size_t>(Column::count) + i];
    if (value.empty()) continue;
    if (value.size() > sparse_text_limit) return Reason::text_too_long;
    add(static_cast<UnitText>(i), value);
  }
  if (!created_exact_.empty()) add(UnitText::created_exact, created_exact_);
  if (!period_start_exact_.empty()) add(UnitText::period_start_exact, period_start_exact_);
  return std::nullopt;
}

base::Result<void> UnitScan::commit(ParsedBlock& block) {
  auto& parsed = static_cast<UnitParser::Parsed&>(block);
  for (std::size_t i = 0; i < parsed.rows.size(); ++i) {
    auto const& row = parsed.rows[i];
    if (!seen_.add(row.siren)) {
      parsed.tally.reject(row.line, Reason::duplicate_siren, row.shown.empty() ? padded(row.siren, 9) : row.shown);
      continue;
    }
    auto const end = i + 1 < parsed.rows.size() ? parsed.rows[i + 1].offset : parsed.records.size();
    BASSIN_DO(spill_.append(row.siren / sirens_a_part, std::string_view(parsed.records).substr(row.offset, end - row.offset)));
    ++parsed.tally.kept;
  }
  sink_.add(parsed.tally);
  return {};
}

}  // namespace bassin::ingest::internal
