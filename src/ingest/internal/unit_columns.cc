#include "ingest/internal/unit_columns.h"

#include <algorithm>
#include <limits>

#include "base/fold.h"
#include "ingest/internal/sparse_fields.h"

namespace bassin::ingest::internal {

namespace {

using registry::schema::UnitText;

constexpr std::string_view names_kind = "ingest.names";
constexpr std::uint32_t names_version = 1;

}  // namespace

void UnitFacts::push(std::uint32_t siren, UnitRecord const* record) {
  sirens_.push_back(siren);
  legal_.push_back(record == nullptr ? 0 : record->legal);
  flags_.push_back(record == nullptr ? 0 : static_cast<std::uint8_t>(record->diffusion | (record->natural_person << 2U) | 16U));
}

base::Result<UnitNames> UnitNames::open(base::FileSystem& files, std::string const& path) {
  UnitNames names;
  BASSIN_TRY(names.image_, column::Image::open(files, path, names_kind, names_version));
  BASSIN_TRY(auto const ends, names.image_->column<std::uint64_t>("ends"));
  BASSIN_TRY(auto const bytes, names.image_->column<char>("bytes"));
  names.ends_ = ends.all();
  names.bytes_ = bytes.all();
  return names;
}

UnitNames::Name UnitNames::operator[](std::uint32_t unit) const {
  auto const first = unit == 0 ? 0 : ends_[unit - 1] / 2;
  auto const last = ends_[unit] / 2;
  return {(ends_[unit] & 1U) != 0, {bytes_.data() + first, static_cast<std::size_t>(last - first)}};
}

struct UnitColumns::Blocks {
  explicit Blocks(column::ImageWriter& image)
      : siren(image.block("siren", 4)),
        known(image.block("known", 1)),
        state(image.block("state", 1)),
        diffusion(image.block("diffusion", 1)),
        natural_person(image.block("natural_person", 1)),
        employer(image.block("employer", 1)),
        social_economy(image.block("social_economy", 1)),
        mission(image.block("mission", 1)),
        purged(image.block("purged", 1)),
        sex(image.block("sex", 1)),
        size(image.block("size", 1)),
        size_year(image.block("size_year", 1)),
        category(image.block("category", 1)),
        category_year(image.block("category_year", 1)),
        period_count(image.block("period_count", 1)),
        legal(image.block("legal", 2)),
        activity(image.block("activity", 2)),
        activity_2025(image.block("activity_2025", 2)),
        created(image.block("created", 2)),
        period_start(image.block("period_start", 2)),
        processed(image.block("processed", 4)),
        head_office_nic(image.block("head_office_nic", 4)) {
    for (auto const& text : registry::schema::unit_texts) texts.emplace_back(image, std::string(text.block));
  }

  void push(UnitRecord const& record, MergedCodes const* codes) {
    auto const code = [&](UnitCode which) -> std::uint16_t {
      auto const index = static_cast<std::size_t>(which);
      return codes == nullptr ? std::uint16_t{0} : static_cast<std::uint16_t>(codes->code(record.worker, index, record.codes[index]));
    };
    state.push(record.state);
    diffusion.push(record.diffusion);
    natural_person.push(record.natural_person);
    employer.push(record.employer);
    social_economy.push(record.social_economy);
    mission.push(record.mission);
    purged.push(record.purged);
    sex.push(record.sex);
    size.push(record.size);
    size_year.push(record.size_year);
    category.push(record.category);
    category_year.push(record.category_year);
    period_count.push(record.period_count);
    legal.push(record.legal);
    activity.push(code(UnitCode::activities));
    activity_2025.push(code(UnitCode::activities_2025));
    created.push(record.created);
    period_start.push(record.period_start);
    processed.push(record.processed);
    head_office_nic.push(record.head_office_nic);
  }

  column::BlockWriter &siren, &known, &state, &diffusion, &natural_person, &employer, &social_economy, &mission, &purged, &sex, &size,
      &size_year, &category, &category_year, &period_count, &legal, &activity, &activity_2025, &created, &period_start, &processed,
      &head_office_nic;
  std::vector<column::SparseTextWriter> texts;
};

UnitColumns::UnitColumns(base::FileSystem& files, std::string work_folder, column::ImageWriter& image, std::string const& names_path)
    : files_(files),
      work_folder_(std::move(work_folder)),
      blocks_(std::make_unique<Blocks>(image)),
      names_(files, names_path, std::string(names_kind), names_version),
      name_ends_(&names_.block("ends", sizeof(std::uint64_t))),
      name_bytes_(&names_.block("bytes", 1)) {}

UnitColumns::~UnitColumns() = default;

base::Result<UnitFacts> UnitColumns::write(UnitInputs const& inputs, Step const& step) {
  if (inputs.spill != nullptr) {
    for (auto const& part : *inputs.spill) BASSIN_DO(write_part(part, inputs, step));
  }
  BASSIN_DO(push_named_below(std::numeric_limits<std::uint64_t>::max() / nics, inputs, step));
  BASSIN_DO(names_.finish());
  return std::move(facts_);
}

base::Result<void> UnitColumns::write_part(SpillFile const& part, UnitInputs const& inputs, Step const& step) {
  BASSIN_TRY(auto const mapped, files_.map(work_folder_ + "/" + part.name));
  char const* const bytes = mapped->text().data();
  struct Place {
    std::uint32_t siren = 0;
    std::uint64_t offset = 0;
  };
  std::vector<Place> order;
  order.reserve(part.records);
  for (std::uint64_t offset = 0; offset < part.bytes;) {
    auto const record = get<UnitRecord>(bytes + offset);
    order.push_back({record.siren, offset});
    offset += record.bytes;
  }
  if (!std::ranges::is_sorted(order, {}, &Place::siren)) std::ranges::sort(order, {}, &Place::siren);
  for (auto const& place : order) {
    BASSIN_DO(push_named_below(place.siren, inputs, step));
    auto const record = get<UnitRecord>(bytes + place.offset);
    push(record.siren, &record, bytes + place.offset + sizeof(record), inputs.codes);
    while (next_siret_ < inputs.sirets.size() && inputs.sirets[next_siret_] / nics == record.siren) ++next_siret_;
    BASSIN_DO(tell(step));
  }
  return {};
}

base::Result<void> UnitColumns::tell(Step const& step) const {
  auto const units = facts_.sirens().size();
  if (units % step_rows == 0 && !step(units)) return base::Error("ingest.stopped");
  return {};
}

base::Result<void> UnitColumns::push_named_below(std::uint64_t siren, UnitInputs const& inputs, Step const& step) {
  while (next_siret_ < inputs.sirets.size() && inputs.sirets[next_siret_] / nics < siren) {
    auto const named = static_cast<std::uint32_t>(inputs.sirets[next_siret_] / nics);
    push(named, nullptr, nullptr, nullptr);
    while (next_siret_ < inputs.sirets.size() && inputs.sirets[next_siret_] / nics == named) ++next_siret_;
    BASSIN_DO(tell(step));
  }
  return {};
}

void UnitColumns::push(std::uint32_t siren, UnitRecord const* record, char const* texts, MergedCodes const* codes) {
  auto const unit = static_cast<std::uint32_t>(facts_.sirens().size());
  facts_.push(siren, record);
  blocks_->siren.push(siren);
  blocks_->known.push(static_cast<std::uint8_t>(record != nullptr));
  blocks_->push(record == nullptr ? UnitRecord{} : *record, codes);
  std::array<std::string_view, registry::schema::unit_texts.size()> values;
  TextCursor cursor(texts);
  for (std::size_t i = 0; record != nullptr && i < values.size(); ++i) {
    if ((record->texts >> i & 1U) == 0) continue;
    values[i] = cursor.next();
    blocks_->texts[i].push(unit, values[i]);
  }
  push_name(values);
}

// The name of registry::Reader::unit_name().
void UnitColumns::push_name(std::array<std::string_view, registry::schema::unit_texts.size()> const& texts) {
  auto const text = [&](UnitText which) { return texts[static_cast<std::size_t>(which)]; };
  auto const first_of = [&](UnitText one, UnitText other) { return text(one).empty() ? text(other) : text(one); };
  name_ = text(UnitText::denomination);
  if (name_.empty()) {
    name_ = first_of(UnitText::used_name, UnitText::family_name);
    auto const first_name = first_of(UnitText::usual_first_name, UnitText::first_name_1);
    if (!name_.empty() && !first_name.empty()) name_.append(" ").append(first_name);
  }
  bool const known = !name_.empty();
  name_bytes_->push_text(base::fold(name_));
  name_ends_->push(name_bytes_->bytes() * 2 + (known ? 1 : 0));
}

void write_establishments_of_units(column::ImageWriter& image, std::span<std::uint32_t const> sirens, std::span<std::uint64_t const> sirets,
                                   std::span<std::uint32_t const> row_of) {
  auto& first = image.block("establishment_first", sizeof(std::uint32_t));
  std::size_t place = 0;
  for (auto const siren : sirens) {
    first.push(static_cast<std::uint32_t>(place));
    while (place < sirets.size() && sirets[place] / nics == siren) ++place;
  }
  first.push(static_cast<std::uint32_t>(place));
  image.write<std::uint32_t>("establishment_row", row_of);
}

}  // namespace bassin::ingest::internal
