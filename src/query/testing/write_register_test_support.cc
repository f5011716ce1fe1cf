#include <cstdio>
#include <cstdlib>

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "base/fold.h"
#include "column/image_writer.h"
#include "column/text.h"
#include "column/text_writer.h"
#include "geo/hilbert.h"
#include "query/testing/records_test_support.h"
#include "reference/fields.h"
#include "registry/manifest.h"

namespace bassin::query::testing {

namespace {

namespace schema = registry::schema;
using column::DictionaryBuilder;
using column::ImageWriter;
using column::SparseTextWriter;

void must(bool good, base::Result<void> const& result = {}) {
  if (good && result.ok()) return;
  std::fprintf(stderr, "test register: %s\n", result.ok() ? "cannot be written" : result.error().debug().c_str());
  std::abort();
}

std::string activity_text(ActivityCode const& code) {
  if (code.code.empty()) return {};
  return std::string(1, static_cast<char>('0' + static_cast<int>(code.nomenclature))) + code.code;
}

std::uint8_t fields_of(RegisterRecord const& record, RowRecord const& row) {
  reference::FieldInputs inputs;
  inputs.legal_category = record.units[row.unit].legal;
  inputs.activity = row.activity.code;
  inputs.nomenclature = row.activity.nomenclature;
  inputs.employer = static_cast<reference::Employer>(row.employer);
  inputs.size = row.size;
  inputs.chambers = record.chambers(row);
  unsigned bits = 0;
  for (std::size_t f = 0; f < reference::field_count; ++f)
    bits |= reference::belongs(static_cast<reference::Field>(f), inputs) ? 1U << f : 0U;
  return static_cast<std::uint8_t>(bits);
}

class Writer {
 public:
  Writer(RegisterRecord const& record, base::FileSystem& files, std::string folder)
      : record_(record), files_(files), folder_(std::move(folder)) {
    order_rows();
  }
  void write(std::string const& id) {
    must(true, files_.make_directories(folder_));
    write_establishments();
    write_positions();
    write_units();
    if (record_.has_history) write_history();
    write_orders();
    finish(*std::make_unique<ImageWriter>(image(schema::names)), schema::names);
    write_manifest(id);
  }

 private:
  [[nodiscard]] ImageWriter image(schema::Component const& component) {
    return ImageWriter(files_, folder_ + "/" + std::string(component.file), std::string(component.kind), component.version);
  }
  void finish(ImageWriter& writer, schema::Component const& component) {
    auto const bytes = writer.finish();
    must(bytes.ok(), bytes.ok() ? base::Result<void>() : base::Result<void>(bytes.error()));
    manifest_.components.push_back({std::string(component.kind), std::string(component.file), component.version, *bytes});
  }
  [[nodiscard]] RowRecord const& row(std::size_t i) const { return record_.rows[order_[i]]; }
  [[nodiscard]] std::size_t rows() const { return order_.size(); }

  // Rows whose position is hidden stand by SIRET, so that their order tells nothing of it.
  void order_rows() {
    auto const hidden = [&](RowRecord const& r) { return (record_.privacy(r) & registry::hides_position) != 0; };
    order_.resize(record_.rows.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::vector<std::uint64_t> keys;
    for (auto const& r : record_.rows)
      keys.push_back(hidden(r) ? 0 : r.position ? geo::hilbert_key(*r.position) : std::numeric_limits<std::uint64_t>::max());
    auto const place = [&](std::size_t i) {
      auto const& r = record_.rows[i];
      return std::tuple(std::string_view(r.commune), hidden(r), keys[i], record_.siret(r));
    };
    std::sort(order_.begin(), order_.end(), [&](auto a, auto b) { return place(a) < place(b); });
  }
  template <class T, class Value>
  void column(ImageWriter& image, char const* name, Value const& value) {
    auto& block = image.block(name, sizeof(T));
    for (std::size_t i = 0; i < rows(); ++i) block.push(static_cast<T>(value(row(i))));
  }
  template <class T, class Text>
  void coded(ImageWriter& image, char const* name, char const* dictionary, Text const& text) {
    DictionaryBuilder codes;
    column<T>(image, name, [&](RowRecord const& r) { return codes.code(text(r)); });
    codes.write(image, dictionary);
  }
  // Rank of every row in the order of `place`.
  template <class Place>
  [[nodiscard]] std::vector<std::uint32_t> ranks(Place const& place) const {
    using Key = decltype(place(std::declval<RowRecord const&>()));
    std::vector<std::pair<Key, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < rows(); ++i) keys.emplace_back(place(row(i)), i);
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> out(rows());
    for (std::uint32_t rank = 0; rank < keys.size(); ++rank) out[keys[rank].second] = rank;
    return out;
  }

  void write_establishments();
  void write_communes(ImageWriter& image);
  void write_texts(ImageWriter& image);
  void write_ranks(ImageWriter& image);
  void write_positions();
  void write_units();
  void write_unit_texts(ImageWriter& image);
  void write_history();
  void write_orders();
  void write_manifest(std::string const& id);

  RegisterRecord const& record_;
  base::FileSystem& files_;
  std::string folder_;
  std::vector<std::size_t> order_;
  std::vector<std::uint32_t> name_ranks_, commune_first_;
  std::vector<std::string> communes_;
  registry::Manifest manifest_;
};

using base::DayCode;

void Writer::write_establishments() {
  auto writer = std::make_unique<ImageWriter>(image(schema::establishments));
  auto& out = *writer;
  auto const zero = [](RowRecord const&) { return 0; };
  column<std::uint32_t>(out, "unit", [](RowRecord const& r) { return r.unit; });
  column<std::uint32_t>(out, "nic", [](RowRecord const& r) { return r.nic; });
  column<std::uint8_t>(out, "state", [](RowRecord const& r) { return static_cast<int>(r.state); });
  column<std::uint8_t>(out, "diffusion", [](RowRecord const& r) { return static_cast<int>(r.diffusion); });
  column<std::uint8_t>(out, "privacy", [&](RowRecord const& r) { return record_.privacy(r); });
  column<std::uint8_t>(out, "head_office", [](RowRecord const& r) { return static_cast<int>(r.head_office); });
  column<std::uint8_t>(out, "employer", [](RowRecord const& r) { return static_cast<int>(r.employer); });
  column<std::uint8_t>(out, "size", [](RowRecord const& r) { return r.size; });
  column<std::uint8_t>(out, "chambers", [&](RowRecord const& r) { return record_.chambers(r); });
  column<std::uint8_t>(out, "fields", [&](RowRecord const& r) { return fields_of(record_, r); });
  column<std::uint8_t>(out, "period_count", [](RowRecord const& r) { return r.periods.size(); });
  column<std::uint16_t>(out, "legal", [&](RowRecord const& r) { return record_.units[r.unit].legal; });
  column<std::uint16_t>(out, "created", [](RowRecord const& r) { return DayCode::of(r.created).v; });
  column<std::uint16_t>(out, "period_start", [](RowRecord const& r) { return DayCode::of(r.period_start).v; });
  column<std::uint8_t>(out, "size_year", zero);
  column<std::uint32_t>(out, "processed", zero);
  coded<std::uint16_t>(out, "activity", "activities", [](RowRecord const& r) { return activity_text(r.activity); });
  coded<std::uint16_t>(out, "activity_2025", "activities_2025", [](RowRecord const& r) {
    return activity_text({reference::Nomenclature::naf_2025, r.activity_2025});
  });
  coded<std::uint16_t>(out, "craft", "crafts", [](RowRecord const& r) { return r.craft; });
  coded<std::uint32_t>(out, "number", "numbers", [](RowRecord const& r) { return r.number; });
  coded<std::uint32_t>(out, "street", "streets", [](RowRecord const& r) { return r.street; });
  coded<std::uint32_t>(out, "commune_label", "commune_labels", [](RowRecord const& r) { return r.commune_label; });
  coded<std::uint16_t>(out, "postal_code", "postal_codes", [](RowRecord const& r) { return r.postal_code; });
  coded<std::uint16_t>(out, "repetition", "repetitions", [](RowRecord const& r) { return r.repetition; });
  coded<std::uint16_t>(out, "street_type", "street_types", [](RowRecord const& r) { return r.street_type; });
  write_ranks(out);
  write_communes(out);
  write_texts(out);
  finish(out, schema::establishments);
}

void Writer::write_ranks(ImageWriter& out) {
  name_ranks_ = ranks([&](RowRecord const& r) {
    auto const name = record_.name(r);
    return std::tuple(name.empty(), base::fold(name), record_.siret(r));
  });
  auto const streets = ranks([&](RowRecord const& r) {
    return std::tuple(base::fold(r.street), r.number.empty() ? 0 : std::atoi(r.number.c_str()), record_.siret(r));
  });
  out.write<std::uint32_t>("name_rank", name_ranks_);
  out.write<std::uint32_t>("street_rank", streets);
}

void Writer::write_communes(ImageWriter& out) {
  for (std::uint32_t i = 0; i < rows(); ++i) {
    if (!communes_.empty() && communes_.back() == row(i).commune) continue;
    communes_.push_back(row(i).commune);
    commune_first_.push_back(i);
  }
  commune_first_.push_back(static_cast<std::uint32_t>(rows()));
  DictionaryBuilder codes;
  std::vector<std::uint32_t> code_of;
  for (auto const& commune : communes_) code_of.push_back(codes.code(commune));
  codes.write(out, "commune_codes");
  out.write<std::uint32_t>("commune_code", code_of);
  out.write<std::uint32_t>("commune_first", commune_first_);
}

void Writer::write_texts(ImageWriter& out) {
  for (std::size_t t = 0; t < schema::texts.size(); ++t) {
    SparseTextWriter writer(out, std::string(schema::texts[t].block));
    auto const which = static_cast<schema::Text>(t);
    for (std::uint32_t i = 0; i < rows(); ++i) {
      auto const& created = row(i).created;
      bool const outside = created && *DayCode::of(created).date() != *created;
      writer.push(i, which != schema::Text::created_exact ? row(i).text(which) : outside ? base::to_iso(*created) : std::string());
    }
  }
}

void Writer::write_positions() {
  auto writer = std::make_unique<ImageWriter>(image(schema::positions));
  auto& out = *writer;
  column<std::int32_t>(out, "lon", [](RowRecord const& r) { return r.position.value_or(geo::Point{}).lon; });
  column<std::int32_t>(out, "lat", [](RowRecord const& r) { return r.position.value_or(geo::Point{}).lat; });
  column<std::uint8_t>(out, "quality", [](RowRecord const& r) { return static_cast<int>(r.quality); });
  column<std::uint8_t>(out, "source", [](RowRecord const& r) { return r.position ? static_cast<int>(r.source) : 0; });
  auto& bounds = out.block("bounds", sizeof(geo::Box));
  for (std::size_t first = 0; first < rows(); first += schema::bounds_rows) {
    geo::Box box;
    for (auto i = first; i < std::min<std::size_t>(rows(), first + schema::bounds_rows); ++i) {
      if (row(i).position) box.expand(*row(i).position);
    }
    bounds.push(box);
  }
  finish(out, schema::positions);
}

void Writer::write_units() {
  auto writer = std::make_unique<ImageWriter>(image(schema::units));
  auto& out = *writer;
  auto const each = [&]<class T>(char const* name, T, auto const& value) {
    auto& block = out.block(name, sizeof(T));
    for (auto const& unit : record_.units) block.push(static_cast<T>(value(unit)));
  };
  each("siren", std::uint32_t{}, [](UnitRecord const& u) { return u.siren; });
  each("known", std::uint8_t{}, [&](UnitRecord const&) { return record_.has_units; });
  each("diffusion", std::uint8_t{}, [](UnitRecord const& u) { return static_cast<int>(u.diffusion); });
  each("natural_person", std::uint8_t{}, [](UnitRecord const& u) { return static_cast<int>(u.natural_person); });
  each("category", std::uint8_t{}, [](UnitRecord const& u) { return static_cast<int>(u.category); });
  each("legal", std::uint16_t{}, [](UnitRecord const& u) { return u.legal; });
  for (auto const* name :
       {"state", "employer", "social_economy", "mission", "purged", "sex", "size", "size_year", "category_year", "period_count"}) {
    each(name, std::uint8_t{}, [](UnitRecord const&) { return 0; });
  }
  for (auto const* name : {"activity", "activity_2025", "created", "period_start"}) {
    each(name, std::uint16_t{}, [](UnitRecord const&) { return 0; });
  }
  for (auto const* name : {"processed", "head_office_nic"}) each(name, std::uint32_t{}, [](UnitRecord const&) { return 0; });
  DictionaryBuilder().write(out, "activities");
  DictionaryBuilder().write(out, "activities_2025");
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> of_unit(record_.units.size());
  for (std::uint32_t i = 0; i < rows(); ++i) of_unit[row(i).unit].emplace_back(row(i).nic, i);
  auto& first = out.block("establishment_first", sizeof(std::uint32_t));
  auto& list = out.block("establishment_row", sizeof(std::uint32_t));
  std::uint32_t total = 0;
  for (auto& rows_of : of_unit) {
    std::sort(rows_of.begin(), rows_of.end());
    first.push(total);
    for (auto const& [nic, at] : rows_of) list.push(at);
    total += static_cast<std::uint32_t>(rows_of.size());
  }
  first.push(total);
  write_unit_texts(out);
  finish(out, schema::units);
}

void Writer::write_unit_texts(ImageWriter& out) {
  for (std::size_t t = 0; t < schema::unit_texts.size(); ++t) {
    SparseTextWriter writer(out, std::string(schema::unit_texts[t].block));
    for (std::uint32_t u = 0; u < record_.units.size(); ++u) writer.push(u, record_.units[u].text(static_cast<schema::UnitText>(t)));
  }
}

void Writer::write_history() {
  auto writer = std::make_unique<ImageWriter>(image(schema::history));
  auto& out = *writer;
  std::vector<PeriodRecord const*> periods;
  auto& first = out.block("first", sizeof(std::uint32_t));
  for (std::size_t i = 0; i < rows(); ++i) {
    first.push(static_cast<std::uint32_t>(periods.size()));
    for (auto const& period : row(i).periods) periods.push_back(&period);
  }
  first.push(static_cast<std::uint32_t>(periods.size()));
  auto const each = [&]<class T>(char const* name, T, auto const& value) {
    auto& block = out.block(name, sizeof(T));
    for (auto const* period : periods) block.push(static_cast<T>(value(*period)));
  };
  DictionaryBuilder codes;
  each("start", std::uint16_t{}, [](PeriodRecord const& p) { return DayCode::of(p.start).v; });
  each("end", std::uint16_t{}, [](PeriodRecord const& p) { return DayCode::of(p.end).v; });
  each("state", std::uint8_t{}, [](PeriodRecord const& p) { return static_cast<int>(p.state); });
  each("employer", std::uint8_t{}, [](PeriodRecord const& p) { return static_cast<int>(p.employer); });
  each("activity", std::uint16_t{}, [&](PeriodRecord const& p) { return codes.code(activity_text(p.activity)); });
  codes.write(out, "activities");
  std::array const names{"brand_1", "brand_2", "brand_3", "usual_name"};
  for (std::size_t n = 0; n < names.size(); ++n) {
    SparseTextWriter texts(out, names[n]);
    for (std::uint32_t p = 0; p < periods.size(); ++p) texts.push(p, periods[p]->names[n]);
  }
  for (auto const* name : {"start_exact", "end_exact"}) SparseTextWriter(out, name);
  manifest_.periods = periods.size();
  finish(out, schema::history);
}

void Writer::write_orders() {
  auto writer = std::make_unique<ImageWriter>(image(schema::orders));
  auto& out = *writer;
  auto const departement = [&](std::size_t i) { return row(i).commune.substr(0, row(i).commune.starts_with("97") ? 3 : 2); };
  DictionaryBuilder codes;
  std::vector<std::uint32_t> firsts, by_name(rows()), by_created;
  for (std::uint32_t i = 0; i < rows(); ++i) {
    if (i != 0 && departement(i) == departement(i - 1)) continue;
    (void)codes.code(departement(i));
    firsts.push_back(i);
  }
  if (firsts.empty()) firsts.push_back(0);
  if (rows() != 0) firsts.push_back(static_cast<std::uint32_t>(rows()));
  std::iota(by_name.begin(), by_name.end(), 0U);
  by_created = by_name;
  for (std::size_t d = 0; d + 1 < firsts.size(); ++d) {
    auto const range = [&](std::vector<std::uint32_t>& list) { return std::pair(list.begin() + firsts[d], list.begin() + firsts[d + 1]); };
    auto const [name_first, name_last] = range(by_name);
    std::sort(name_first, name_last, [&](auto a, auto b) { return name_ranks_[a] < name_ranks_[b]; });
    auto const [created_first, created_last] = range(by_created);
    auto const place = [&](std::uint32_t i) { return std::pair(65535 - DayCode::of(row(i).created).v, name_ranks_[i]); };
    std::sort(created_first, created_last, [&](auto a, auto b) { return place(a) < place(b); });
  }
  codes.write(out, "department_codes");
  out.write<std::uint32_t>("department_first", firsts);
  out.write<std::uint32_t>("by_name", by_name);
  out.write<std::uint32_t>("by_created", by_created);
  finish(out, schema::orders);
}

void Writer::write_manifest(std::string const& id) {
  manifest_.id = id;
  manifest_.made_by = "test";
  manifest_.scope = "country";
  manifest_.data_date = base::make_date(2025, 1, 1);
  manifest_.establishments = rows();
  manifest_.units = record_.units.size();
  manifest_.has_units = record_.has_units;
  manifest_.has_history = record_.has_history;
  manifest_.has_activity_2025 = true;
  manifest_.sources = record_.sources;
  must(true, base::replace_file(files_, folder_ + "/manifest.json", registry::to_json(manifest_)));
}

}  // namespace

std::shared_ptr<registry::Snapshot const> make_snapshot(RegisterRecord const& record, base::FileSystem& files, std::string const& folder,
                                                        std::string const& id) {
  Writer(record, files, folder).write(id);
  auto opened = registry::Snapshot::open(files, folder);
  must(opened.ok(), opened.ok() ? base::Result<void>() : base::Result<void>(opened.error()));
  return *opened;
}

}  // namespace bassin::query::testing
