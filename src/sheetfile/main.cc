// sheetfile: a spreadsheet of whatever kind in, rows of text out (docs/formats/sheetfile.md).
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <variant>

#include <CLI/CLI.hpp>

#include "base/file.h"
#include "confine/confine.h"
#include "sheetfile/output.h"
#include "sheetfile/read.h"
#include "sheetfile/report.h"

namespace bassin::sheetfile {

namespace {

constexpr std::uint64_t file_bytes_most = std::uint64_t{64} << 20;

struct Options {
  std::string file;
  Limits limits;
  confine::Limits process;
};

// The options, or the exit code when there is nothing to run; the text has then been printed.
std::variant<Options, int> parse_options(int argc, char const* const* argv) {
  Options options;
  CLI::App app{
      "Reads a spreadsheet (.xlsx, .ods, CSV) and writes its rows to the standard output as text, one line of JSON each; one line of JSON "
      "on "
      "the standard error says what was done.",
      "sheetfile"};
  app.add_option("FILE", options.file, "file to read")->required();
  app.add_option("--max-rows", options.limits.rows, "most rows that hold something")->capture_default_str();
  app.add_option("--max-columns", options.limits.columns, "the last column that may hold something")->capture_default_str();
  app.add_option("--max-memory", options.process.memory_mib, "most address space, in MiB")
      ->capture_default_str()
      ->check(CLI::Range(128, 1 << 20));
  app.add_option("--max-cpu", options.process.cpu_seconds, "most processor time, in seconds")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  try {
    app.parse(argc, argv);
  } catch (CLI::Success const& help) {
    return app.exit(help);
  } catch (CLI::ParseError const& error) {
    std::cerr << failure_line(base::Error("sheetfile.usage", {{"detail", error.what()}})) << '\n';
    return kUsage;
  }
  return options;
}

base::Result<Form> read_confined(Options const& options, Output& output) {
  confine::Program const program{base::Error("sheetfile.not_confined"), "sheetfile.limit", {}};
  BASSIN_DO(confine::limit_resources(program, options.process));
  auto& files = base::real_files();
  auto const status = files.status(options.file);
  if (!status.ok() || status->is_directory) return base::Error("sheetfile.unreadable", {{"detail", "no such file"}});
  if (status->size > file_bytes_most) {
    return base::Error("sheetfile.limit", {{"what", "file"}, {"limit", std::to_string(file_bytes_most)}});
  }
  auto const file = files.map(options.file);
  if (!file.ok()) return base::Error("sheetfile.unreadable", {{"detail", "no regular file"}});
  BASSIN_DO(confine::close_the_door(program, base::parent_of(options.file)));
  return read_sheets((*file)->text(), output);
}

int run(Options const& options) {
  Output output(options.limits);
  auto const form = read_confined(options, output);
  if (!form.ok()) {
    std::fprintf(stderr, "%s\n", failure_line(form.error()).c_str());
    return exit_code(form.error());
  }
  auto const& text = output.text();
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) return kUnreadable;
  std::fprintf(stderr, "%s\n", success_line(*form, output).c_str());
  return kDone;
}

}  // namespace

}  // namespace bassin::sheetfile

int main(int argc, char** argv) {
  auto const options = bassin::sheetfile::parse_options(argc, argv);
  if (auto const* code = std::get_if<int>(&options)) return *code;
  return bassin::sheetfile::run(std::get<bassin::sheetfile::Options>(options));
}
