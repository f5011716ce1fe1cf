#include "ingest/internal/row_columns.h"

#include <future>
#include <utility>

#include "base/fold.h"
#include "ingest/internal/code_list.h"
#include "ingest/internal/sparse_fields.h"
#include "reference/geography.h"
#include "registry/schema.h"

namespace bassin::ingest::internal {

namespace schema = registry::schema;
using schema::Text;

struct RowColumns::Blocks {
  Blocks(column::ImageWriter& image, column::ImageWriter& positions)
      : unit(image.block("unit", 4)),
        nic(image.block("nic", 4)),
        state(image.block("state", 1)),
        diffusion(image.block("diffusion", 1)),
        privacy(image.block("privacy", 1)),
        head_office(image.block("head_office", 1)),
        employer(image.block("employer", 1)),
        size(image.block("size", 1)),
        size_year(image.block("size_year", 1)),
        chambers(image.block("chambers", 1)),
        fields(image.block("fields", 1)),
        period_count(image.block("period_count", 1)),
        activity(image.block("activity", 2)),
        activity_2025(image.block("activity_2025", 2)),
        craft(image.block("craft", 2)),
        legal(image.block("legal", 2)),
        created(image.block("created", 2)),
        period_start(image.block("period_start", 2)),
        processed(image.block("processed", 4)),
        number(image.block("number", 4)),
        street(image.block("street", 4)),
        commune_label(image.block("commune_label", 4)),
        repetition(image.block("repetition", 2)),
        street_type(image.block("street_type", 2)),
        postal_code(image.block("postal_code", 2)),
        lon(positions.block("lon", 4)),
        lat(positions.block("lat", 4)),
        quality(positions.block("quality", 1)),
        source(positions.block("source", 1)),
        bounds(positions.block("bounds", sizeof(geo::Box))) {
    for (auto const& text : schema::texts) texts.emplace_back(image, std::string(text.block));
  }

  void push_plain(EstablishmentRecord const& record) {
    nic.push(record.nic);
    state.push(record.state);
    diffusion.push(record.diffusion);
    head_office.push(record.head_office);
    employer.push(record.employer);
    size.push(record.size);
    size_year.push(record.size_year);
    period_count.push(record.period_count);
    created.push(record.created);
    period_start.push(record.period_start);
    processed.push(record.processed);
  }

  column::BlockWriter &unit, &nic, &state, &diffusion, &privacy, &head_office, &employer, &size, &size_year, &chambers, &fields,
      &period_count, &activity, &activity_2025, &craft, &legal, &created, &period_start, &processed, &number, &street, &commune_label,
      &repetition, &street_type, &postal_code, &lon, &lat, &quality, &source, &bounds;
  std::vector<column::SparseTextWriter> texts;
};

// The ranges of communes, as rows come.
struct RowColumns::Communes {
  void row(std::string_view code, std::uint32_t row, Notes& notes) {
    bool const next = first.empty() || code != codes.back();
    if (next) {
      close(row, notes);
      first.push_back(row);
      codes.emplace_back(code);
    }
  }
  // The last commune ends before `row`.
  void close(std::uint32_t row, Notes& notes) const {
    if (codes.empty() || codes.back().empty()) return;
    auto const& geography = reference::geography();
    if (geography.resolve(codes.back(), geography.last_vintage())) return;
    notes.add("commune_unresolved", codes.back(), row - first.back());
  }

  std::vector<std::string> codes;
  std::vector<std::uint32_t> first;
};

RowColumns::RowColumns(base::FileSystem& files, std::string work_folder, std::string const& snapshot_folder, RowInputs const& inputs)
    : files_(files),
      work_folder_(std::move(work_folder)),
      inputs_(inputs),
      memberships_(inputs.codes->dictionary(static_cast<std::size_t>(EstablishmentCode::activities))),
      streets_(order_streets(inputs.codes->dictionary(static_cast<std::size_t>(EstablishmentCode::streets)))),
      numbers_(order_numbers(inputs.codes->dictionary(static_cast<std::size_t>(EstablishmentCode::numbers)))),
      image_(files, snapshot_folder + "/" + std::string(schema::establishments.file), std::string(schema::establishments.kind),
             schema::establishments.version),
      position_image_(files, snapshot_folder + "/" + std::string(schema::positions.file), std::string(schema::positions.kind),
                      schema::positions.version),
      blocks_(std::make_unique<Blocks>(image_, position_image_)),
      communes_(std::make_unique<Communes>()),
      name_ranks_(files, work_folder_),
      street_ranks_(files, work_folder_, streets_.places),
      row_of_(inputs.sirets->size()) {}

RowColumns::~RowColumns() = default;

base::Result<std::vector<std::uint32_t>> RowColumns::write(Step const& step) {
  BASSIN_DO(write_parts(step));
  BASSIN_DO(finish(step));
  return std::move(row_of_);
}

base::Result<void> RowColumns::write_parts(Step const& step) {
  auto const sirens = inputs_.units->index();
  RowPlacer placer(files_, work_folder_, *inputs_.sirets, sirens, *inputs_.units, inputs_.positions);
  auto const& parts = *inputs_.spill;
  // While one part is written the next one is put in order.
  auto const start = [&](std::size_t i) {
    return std::async(std::launch::async, [&placer, &part = parts[i]] { return placer.place(part); });
  };
  std::future<base::Result<PlacedPart>> next;
  if (!parts.empty()) next = start(0);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto placed = next.get();
    if (placed.ok() && i + 1 < parts.size()) next = start(i + 1);
    BASSIN_TRY(auto const part, std::move(placed));
    BASSIN_DO(push_part(part, step));
    if (!step(row_)) return base::Error("ingest.stopped");
  }
  return {};
}

base::Result<void> RowColumns::push_part(PlacedPart const& part, Step const& step) {
  char const* const bytes = part.file->text().data();
  for (auto const& row : part.rows) {
    BASSIN_DO(push(row, bytes + row.offset));
    if (row_ % step_rows == 0 && !step(row_)) return base::Error("ingest.stopped");
  }
  notes_.add(part.notes);
  return {};
}

base::Result<void> RowColumns::push(PlacedRow const& placed, char const* bytes) {
  auto const record = get<EstablishmentRecord>(bytes);
  communes_->row(record.commune_code(), row_, notes_);
  row_of_[placed.place] = row_;
  blocks_->unit.push(placed.unit);
  blocks_->privacy.push(placed.privacy);
  blocks_->push_plain(record);
  push_codes(record, inputs_.units->legal(placed.unit));
  push_position(placed);
  if (inputs_.has_units && !inputs_.units->known(placed.unit)) ++counts_.unit_absent;
  TextCursor cursor(bytes + sizeof(record) + (record.has_coordinates != 0 ? 2 * sizeof(double) : 0));
  std::string_view brand;
  bool abroad = false;
  for (std::size_t t = 0; t < schema::texts.size(); ++t) {
    if ((record.texts >> t & 1U) == 0) continue;
    auto const text = cursor.next();
    blocks_->texts[t].push(row_, text);
    auto const which = static_cast<Text>(t);
    abroad = abroad || which == Text::country_code || which == Text::foreign_commune;
    if (which == Text::brand_1 || (which == Text::usual_name && brand.empty())) brand = text;
  }
  if (record.commune_code().empty()) ++(abroad ? counts_.abroad : counts_.commune_absent);
  BASSIN_DO(push_ranks(placed, record, brand));
  ++row_;
  return {};
}

void RowColumns::push_codes(EstablishmentRecord const& record, std::uint16_t legal) {
  using Code = EstablishmentCode;
  auto const code = [&](Code which) {
    auto const index = static_cast<std::size_t>(which);
    return inputs_.codes->code(record.worker, index, record.codes[index]);
  };
  auto const code_of_16 = [&](Code which) { return static_cast<std::uint16_t>(code(which)); };
  auto const activity = code(Code::activities);
  auto const craft = code_of_16(Code::crafts);
  auto const chambers = memberships_.chambers(activity, legal, record.size, craft != 0);
  blocks_->chambers.push(chambers);
  blocks_->fields.push(memberships_.fields(activity, legal, record.size, static_cast<reference::Employer>(record.employer), chambers));
  blocks_->legal.push(legal);
  blocks_->activity.push(static_cast<std::uint16_t>(activity));
  blocks_->activity_2025.push(code_of_16(Code::activities_2025));
  blocks_->craft.push(craft);
  blocks_->repetition.push(code_of_16(Code::repetitions));
  blocks_->street_type.push(code_of_16(Code::street_types));
  blocks_->postal_code.push(code_of_16(Code::postal_codes));
  blocks_->number.push(code(Code::numbers));
  blocks_->street.push(code(Code::streets));
  blocks_->commune_label.push(code(Code::commune_labels));
}

void RowColumns::push_position(PlacedRow const& placed) {
  blocks_->lon.push(placed.point.lon);
  blocks_->lat.push(placed.point.lat);
  blocks_->quality.push(placed.quality);
  blocks_->source.push(placed.source);
  bounds_.expand(placed.point);
  if ((row_ + 1) % schema::bounds_rows == 0) blocks_->bounds.push(std::exchange(bounds_, geo::Box{}));
  if (!placed.point.known()) ++counts_.position_absent;
}

base::Result<void> RowColumns::push_ranks(PlacedRow const& placed, EstablishmentRecord const& record, std::string_view brand) {
  auto const local = [&](EstablishmentCode which) {
    auto const index = static_cast<std::size_t>(which);
    return inputs_.codes->code(record.worker, index, record.codes[index]);
  };
  BASSIN_DO(street_ranks_.add(row_, placed.place, streets_.place[local(EstablishmentCode::streets)],
                              numbers_[local(EstablishmentCode::numbers)]));
  if (brand.empty()) {
    auto const name = (*inputs_.unit_names)[placed.unit];
    return name_ranks_.add(row_, placed.place, name.known, name.folded);
  }
  folded_.clear();
  base::fold_into(brand, folded_);
  return name_ranks_.add(row_, placed.place, true, folded_);
}

void RowColumns::note_counts() {
  auto const note = [&](std::string_view code, std::uint64_t rows) {
    if (rows > 0) notes_.add(code, {}, rows);
  };
  note("unit_absent", counts_.unit_absent);
  note("abroad", counts_.abroad);
  note("commune_absent", counts_.commune_absent);
  note("position_absent", counts_.position_absent);
}

base::Result<void> RowColumns::write_ranks(Step const& step) {
  auto positions = std::async(std::launch::async, [this] { return position_image_.finish(); });
  auto streets = std::async(std::launch::async, [this, &step] { return street_ranks_.finish(row_, step); });
  BASSIN_TRY(auto const names, name_ranks_.finish(row_, step));
  image_.write<std::uint32_t>("name_rank", names);
  BASSIN_TRY(auto const street_ranks, streets.get());
  image_.write<std::uint32_t>("street_rank", street_ranks);
  BASSIN_DO(positions.get());
  return {};
}

base::Result<void> RowColumns::finish(Step const& step) {
  communes_->close(row_, notes_);
  if (row_ % schema::bounds_rows != 0) blocks_->bounds.push(bounds_);
  note_counts();
  BASSIN_DO(write_ranks(step));
  write_code_list(image_, "commune_codes", communes_->codes);
  auto& commune_code = image_.block("commune_code", sizeof(std::uint32_t));
  for (std::uint32_t c = 0; c < communes_->codes.size(); ++c) commune_code.push(c + 1);
  communes_->first.push_back(row_);
  image_.write<std::uint32_t>("commune_first", communes_->first);
  BASSIN_DO(inputs_.codes->copy_into(image_));
  BASSIN_DO(image_.finish());
  return {};
}

}  // namespace bassin::ingest::internal
