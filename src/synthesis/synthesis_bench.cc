#include "synthesis/synthesis.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>

namespace {

// Rows a second, bytes of csv a second, and the memory of the whole process at its highest. The size comes from
// BASSIN_BENCH_ROWS (default 1,000,000), the folder from BASSIN_BENCH_FOLDER (default: the temporary folder).
void generate_country(benchmark::State& state) {
  auto const from = [](char const* name, std::string otherwise) {
    char const* value = std::getenv(name);
    return value == nullptr ? otherwise : std::string(value);
  };
  bassin::synthesis::Parameters parameters;
  parameters.establishments = std::strtoull(from("BASSIN_BENCH_ROWS", "1000000").c_str(), nullptr, 10);
  parameters.output_folder = from("BASSIN_BENCH_FOLDER", (std::filesystem::temp_directory_path() / "bassin_synthesis").string());
  parameters.zipped = state.range(0) != 0;
  for (auto _ : state) {
    auto const summary = bassin::synthesis::generate(parameters, bassin::base::real_files());
    if (!summary.ok()) return state.SkipWithError(summary.error().debug().c_str());
    state.SetBytesProcessed(static_cast<std::int64_t>(summary->bytes));
    state.SetItemsProcessed(static_cast<std::int64_t>(summary->establishments));
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(generate_country)->Arg(0)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(generate_country)->Arg(1)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
