#include "two_registers.h"

#include <algorithm>
#include <stop_token>
#include <string_view>
#include <utility>
#include <vector>

#include "base/checksum.h"
#include "base/file.h"
#include "ingest/import.h"
#include "registry/store.h"

namespace bassin::bench {

namespace {

using base::Result;

constexpr std::int64_t made_at = 1'782'950'400;  // 2026-07-02

// "siren,nic,siret,…"
bool left_out(std::string_view line, unsigned percent) {
  auto const siren = line.substr(0, 9);
  auto const number = line.substr(0, line.find(',', 10));
  return base::checksum(siren) % 200 < percent || base::checksum(number) % 200 < percent;
}

Result<void> write_part(std::string const& from, std::string const& to, unsigned percent) {
  auto& files = base::real_files();
  BASSIN_TRY(auto const whole, files.map(from));
  BASSIN_TRY(auto const part, files.create(to));
  auto text = whole->text();
  for (bool header = true; !text.empty(); header = false) {
    auto const end = std::min(text.find('\n'), text.size() - 1);
    auto const line = text.substr(0, end + 1);
    if (header || !left_out(line, percent)) BASSIN_DO(part->append(line));
    text.remove_prefix(end + 1);
  }
  return part->close();
}

Result<std::shared_ptr<query::View const>> imported(std::vector<std::string> files, std::string const& folder) {
  ingest::ImportRequest request;
  request.files = std::move(files);
  request.data_folder = folder;
  request.fictitious = true;
  request.now = made_at;
  request.made_by = "bench";
  BASSIN_TRY([[maybe_unused]] auto const report, ingest::run_import(request, base::real_files(), ingest::silent_progress(), {}));
  BASSIN_TRY(auto snapshot, registry::Store(base::real_files(), folder).current());
  return query::View::of(std::move(snapshot));
}

}  // namespace

Result<TwoRegisters> make_registers(std::string const& folder, synthesis::Parameters parameters, unsigned left_out_percent) {
  parameters.output_folder = folder + "/files";
  parameters.with_history = false;
  parameters.with_positions = false;
  BASSIN_TRY(auto const summary, synthesis::generate(parameters, base::real_files()));
  auto const stock = parameters.output_folder + "/" + synthesis::stock_file + ".csv";
  auto const units = parameters.output_folder + "/" + synthesis::unit_file + ".csv";
  BASSIN_DO(base::real_files().make_directories(folder + "/part"));
  auto const part = folder + "/part/" + synthesis::stock_file + ".csv";
  BASSIN_DO(write_part(stock, part, left_out_percent));
  TwoRegisters out;
  BASSIN_TRY(out.whole, imported({stock, units}, folder + "/data-whole"));
  BASSIN_TRY(out.part, imported({part, units}, folder + "/data-part"));
  return out;
}

}  // namespace bassin::bench
