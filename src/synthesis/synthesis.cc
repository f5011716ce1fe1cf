#include "synthesis/synthesis.h"

#include <algorithm>

#include "synthesis/internal/output.h"
#include "synthesis/internal/rows.h"

namespace bassin::synthesis {
namespace {

constexpr std::uint64_t most_establishments = 45'000'000;
constexpr std::uint64_t demonstration_establishments = 6'000;
constexpr std::uint64_t rows_between_progress = 65'536;

base::Error bad(std::string name, std::string value, std::string allowed) {
  return base::Error{"synthesis.parameter", {{"name", std::move(name)}, {"value", std::move(value)}, {"allowed", std::move(allowed)}}};
}

base::Result<void> check(Parameters const& p) {
  if (p.stock_columns != 48 && p.stock_columns != 53 && p.stock_columns != 54) {
    return bad("stock-columns", std::to_string(p.stock_columns), "48, 53, 54");
  }
  if (p.unit_columns != 33 && p.unit_columns != 35) return bad("unit-columns", std::to_string(p.unit_columns), "33, 35");
  if (p.establishments < 1 || p.establishments > most_establishments) {
    return bad("establishments", std::to_string(p.establishments), "1 - " + std::to_string(most_establishments));
  }
  if (!(p.named_p >= 0 && p.named_p <= 1)) return bad("named-p", std::to_string(p.named_p), "0 - 1");
  if (base::year_of(p.as_of) < 2024 || base::year_of(p.as_of) > 2078) return bad("as-of", base::to_iso(p.as_of), "2024 - 2078");
  if (p.output_folder.empty()) return bad("output", "", "a folder");
  return {};
}

// The files of a run and what has been written to them.
class Writer {
 public:
  Writer(internal::Output& output, internal::Rows const& rows) : output_(output), rows_(rows) {}

  base::Result<void> open(Parameters const& p) {
    BASSIN_TRY(stock_, output_.open(stock_file, ',', internal::stock_header(p.stock_columns)));
    if (p.with_units) {
      BASSIN_TRY(units_, output_.open(unit_file, ',', internal::unit_header(p.unit_columns)));
    }
    if (p.with_history) {
      BASSIN_TRY(history_, output_.open(history_file, ',', internal::history_header()));
    }
    if (p.with_positions) {
      BASSIN_TRY(positions_, output_.open(position_file, ';', internal::position_header()));
    }
    return {};
  }

  base::Result<void> write(internal::Unit const& unit) {
    if (units_ != nullptr) rows_.unit(unit, units_->text());
    ++summary_.units;
    for (std::size_t i = 0; i < unit.count; ++i) write(unit, unit.establishments[i]);
    return output_.flush();
  }

  [[nodiscard]] Summary& summary() { return summary_; }

 private:
  void write(internal::Unit const& unit, internal::Establishment const& here) {
    rows_.stock(unit, here, stock_->text());
    if (history_ != nullptr) {
      rows_.history(unit, here, history_->text());
      summary_.periods += here.period_count;
    }
    if (positions_ != nullptr && rows_.position(unit, here, positions_->text())) ++summary_.positions;
    ++summary_.establishments;
    summary_.active_establishments += here.last().active ? 1 : 0;
    summary_.partial_establishments += here.partial ? 1 : 0;
  }

  internal::Output& output_;
  internal::Rows const& rows_;
  internal::OutputFile* stock_ = nullptr;
  internal::OutputFile* units_ = nullptr;
  internal::OutputFile* history_ = nullptr;
  internal::OutputFile* positions_ = nullptr;
  Summary summary_;
};

// The 19 communes in the form that a named list has: a code and a name a line.
std::string crecois_list() {
  std::string list = "# Pays Créçois, périmètre de 2019 (CC Pays Créçois, SIREN 247700438, jusqu'au 31 décembre 2019)\n";
  for (auto const& row : internal::rows_of(internal::Table::demonstration_communes)) {
    if (row[6] == "1") list.append(row[0]).append(" ").append(row[1]).append("\n");
  }
  return list;
}

base::Result<void> write_units(Parameters const& p, internal::World const& world, Writer& writer, std::uint64_t total,
                               Progress const& progress) {
  internal::UnitMaker const maker(world, p);
  internal::Unit unit;
  std::uint64_t told = 0;
  for (std::uint64_t rank = 0; rank < world.census.units(); ++rank) {
    maker.make(rank, unit);
    BASSIN_DO(writer.write(unit));
    std::uint64_t const done = writer.summary().establishments;
    if (!progress || (done - told < rows_between_progress && done < total)) continue;
    told = done;
    if (!progress(done, total)) return base::Error{"synthesis.stopped"};
  }
  return {};
}

}  // namespace

base::Result<Summary> generate(Parameters const& p, base::FileSystem& files, Progress const& progress) {
  BASSIN_DO(check(p));
  BASSIN_TRY(auto const places,
             p.demonstration ? internal::Places::of_demonstration() : internal::Places::of_country(p.as_of, p.departements));
  internal::Tables const tables(p.demonstration);
  internal::Names const names(tables, p.demonstration);
  std::uint64_t const total = p.demonstration ? demonstration_establishments : p.establishments;
  internal::Census const census(tables, p.seed, total, p.as_of);
  internal::World const world{tables, names, places, census};
  internal::Rows const rows(world, {p.stock_columns, p.unit_columns, p.employer_flag, p.as_of});

  BASSIN_DO(files.make_directories(p.output_folder));
  internal::Output output(files, p.output_folder, p.zipped);
  Writer writer(output, rows);
  BASSIN_DO(writer.open(p));
  BASSIN_DO(write_units(p, world, writer, total, progress));
  if (p.demonstration) {
    BASSIN_DO(output.write_whole(flood_file, internal::embedded(internal::Table::demonstration_flood)));
    BASSIN_DO(output.write_whole(commune_list_file, crecois_list()));
  }
  BASSIN_DO(output.publish());
  Summary summary = writer.summary();
  summary.bytes = output.bytes();
  summary.files = output.paths();
  return summary;
}

}  // namespace bassin::synthesis
