#include "registry/name_index_builder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "column/image_writer.h"
#include "registry/internal/name_list_builder.h"
#include "registry/name_index_words.h"
#include "registry/schema.h"

namespace bassin::registry {

namespace {

constexpr std::string_view not_public = "[ND]";

// A name as the lists take it: the codes of its words.
struct FoldedName {
  std::string name;
  std::vector<std::uint32_t> codes;
  Signature signature = 0;
};

struct List {
  internal::NameListBuilder builder;
  FoldedName last_name;
};

}  // namespace

struct NameIndexBuilder::Implementation {
  Implementation(base::FileSystem& file_system, std::string const& work_folder, std::string image, std::size_t run_pairs)
      : files(file_system),
        image_path(std::move(image)),
        open{{files, work_folder + "/names.open", "open", run_pairs}, {}},
        impersonal{{files, work_folder + "/names.impersonal", "impersonal", run_pairs}, {}},
        of_agents{{files, work_folder + "/names.protected", "protected", run_pairs}, {}} {}

  static void add(List& list, std::uint32_t row, std::string_view name) {
    auto& last = list.last_name;
    if (last.name != name) {
      last.name = name;
      last.codes.clear();
      auto const text = base::fold(name);
      for (auto const& word : name_words(text)) last.codes.push_back(list.builder.code(word));
      last.signature = signature_of(text);
    }
    if (!last.codes.empty()) list.builder.add(row, last.codes, last.signature);
  }

  base::FileSystem& files;
  std::string image_path;
  List open, impersonal, of_agents;
  std::uint32_t rows = 0;
};

NameIndexBuilder::NameIndexBuilder(base::FileSystem& files, std::string const& work_folder, std::string image_path, std::size_t run_pairs)
    : implementation_(std::make_unique<Implementation>(files, work_folder, std::move(image_path), run_pairs)) {}

NameIndexBuilder::~NameIndexBuilder() = default;

void NameIndexBuilder::add(std::uint32_t row, std::string_view name, Audience least) {
  auto& all = *implementation_;
  all.rows = std::max(all.rows, row + 1);
  if (name.empty() || name == not_public) return;
  all.add(least == Audience::agent ? all.of_agents : all.open, row, name);
  if (least == Audience::impersonal) all.add(all.impersonal, row, name);
}

base::Result<std::uint64_t> NameIndexBuilder::finish() {
  column::ImageWriter image(implementation_->files, implementation_->image_path, std::string(schema::names.kind), schema::names.version);
  auto& all = *implementation_;
  for (auto* list : {&all.open, &all.impersonal, &all.of_agents}) BASSIN_DO(list->builder.write(image, all.rows));
  return image.finish();
}

namespace {

// Walks a sparse text column in the order of its rows.
class TextCursor {
 public:
  [[nodiscard]] static base::Result<TextCursor> open(column::Image const& image, std::string const& block) {
    TextCursor cursor;
    BASSIN_TRY(cursor.rows_, image.column<std::uint32_t>(block + ".rows"));
    BASSIN_TRY(cursor.ends_, image.column<std::uint64_t>(block + ".offsets"));
    BASSIN_TRY(cursor.bytes_, image.column<char>(block + ".bytes"));
    return cursor;
  }
  [[nodiscard]] bool done() const { return place_ >= rows_.size(); }
  [[nodiscard]] std::uint32_t row() const { return rows_[place_]; }
  [[nodiscard]] std::string_view text() const {
    auto const first = place_ == 0 ? 0 : ends_[place_ - 1];
    auto const last = std::min<std::uint64_t>(ends_[place_], bytes_.size());
    if (first >= last) return {};
    auto const bytes = bytes_.slice(first, last - first);
    return {bytes.data(), bytes.size()};
  }
  void next() { ++place_; }
  // The text of that row, asked of ascending rows.
  [[nodiscard]] std::string_view of(std::uint32_t wanted) {
    while (!done() && row() < wanted) next();
    return !done() && row() == wanted ? text() : std::string_view{};
  }

 private:
  column::Column<std::uint32_t> rows_;
  column::Column<std::uint64_t> ends_;
  column::Column<char> bytes_;
  std::size_t place_ = 0;
};

class RegisterNames {
 public:
  RegisterNames(NameIndexBuilder& builder, Establishments const& establishments, Units const& units, NameIndexProgress const& progress)
      : builder_(builder), establishments_(establishments), units_(units), progress_(progress) {}

  [[nodiscard]] base::Result<void> add_units() {
    for (auto const& column : schema::unit_texts) {
      BASSIN_TRY(auto cursor, TextCursor::open(*units_.image, std::string(column.block)));
      texts_.push_back(std::move(cursor));
    }
    for (std::uint32_t unit = 0; unit < units_.rows(); ++unit) {
      BASSIN_DO(tell(unit));
      add_unit(unit);
    }
    return {};
  }

  [[nodiscard]] base::Result<void> add_brands() {
    for (auto const which : {schema::Text::brand_1, schema::Text::brand_2, schema::Text::brand_3, schema::Text::usual_name}) {
      auto const& column = schema::texts[static_cast<std::size_t>(which)];
      BASSIN_TRY(auto cursor, TextCursor::open(*establishments_.image, std::string(column.block)));
      for (; !cursor.done(); cursor.next()) {
        if (cursor.row() < establishments_.rows()) builder_.add(cursor.row(), cursor.text(), least(cursor.row(), hides_brands));
      }
      BASSIN_DO(tell(units_.rows()));
    }
    if (establishments_.rows() > 0) builder_.add(establishments_.rows() - 1, "", Audience::agent);  // so many rows there are
    return {};
  }

 private:
  [[nodiscard]] base::Result<void> tell(std::uint32_t done) const {
    constexpr std::uint32_t steps = 16384;
    bool const due = done % steps == 0 || done == units_.rows();
    if (due && progress_ && !progress_(done, units_.rows())) return base::Error("names.stopped");
    return {};
  }

  [[nodiscard]] Audience least(std::uint32_t row, Privacy what) const {
    auto const privacy = establishments_.privacy[row];
    if (visible(privacy, what, Audience::impersonal)) return Audience::impersonal;
    return visible(privacy, what, Audience::open) ? Audience::open : Audience::agent;
  }

  [[nodiscard]] std::string_view text(schema::UnitText which, std::uint32_t unit) {
    return texts_[static_cast<std::size_t>(which)].of(unit);
  }

  void add_to_rows(std::uint32_t unit, std::string_view name, Privacy what) {
    if (name.empty()) return;
    auto const first = units_.establishment_first[unit];
    auto const last = std::min<std::size_t>(units_.establishment_first[unit + 1], units_.establishment_row.size());
    for (std::size_t i = first; i < last; ++i) {
      auto const row = units_.establishment_row[i];
      if (row < establishments_.rows()) builder_.add(row, name, least(row, what));
    }
  }

  void add_unit(std::uint32_t unit) {
    using enum schema::UnitText;
    for (auto const which : {denomination, usual_name_1, usual_name_2, usual_name_3, pseudonym}) {
      add_to_rows(unit, text(which, unit), hides_names);
    }
    add_to_rows(unit, text(acronym, unit), hides_acronym);
    auto const usual_first = text(usual_first_name, unit);
    auto const first = text(first_name_1, unit);
    for (auto const which : {family_name, used_name}) {
      auto const surname = text(which, unit);
      if (surname.empty() || surname == not_public) continue;
      add_person(unit, surname, usual_first.empty() ? first : usual_first);
      if (!usual_first.empty() && first != usual_first) add_person(unit, surname, first);
    }
  }

  void add_person(std::uint32_t unit, std::string_view surname, std::string_view first_name) {
    std::string name(surname);
    if (!first_name.empty() && first_name != not_public) name.append(" ").append(first_name);
    add_to_rows(unit, name, hides_names);
  }

  NameIndexBuilder& builder_;
  Establishments const& establishments_;
  Units const& units_;
  NameIndexProgress const& progress_;
  std::vector<TextCursor> texts_;
};

}  // namespace

base::Result<std::uint64_t> build_name_index(base::FileSystem& files, Establishments const& establishments, Units const& units,
                                             std::string const& work_folder, std::string const& image_path,
                                             NameIndexProgress const& progress) {
  NameIndexBuilder builder(files, work_folder, image_path);
  RegisterNames names(builder, establishments, units, progress);
  BASSIN_DO(names.add_units());
  BASSIN_DO(names.add_brands());
  return builder.finish();
}

}  // namespace bassin::registry
