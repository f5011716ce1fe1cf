// What the tests of this module share: a run in a folder of its own, and its files read back.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "synthesis/synthesis.h"

namespace bassin::synthesis::for_test {

// Values by column.
struct Row : std::map<std::string, std::string, std::less<>> {
  [[nodiscard]] std::string const& at(std::string_view column) const {
    static std::string const none = "no such column";
    auto const found = find(column);
    EXPECT_NE(found, end()) << column;
    return found == end() ? none : found->second;
  }
};

inline std::string csv_name(std::string_view file) { return fmt::format("{}.csv", file); }

// One line, quotes taken off.
inline std::vector<std::string> fields_of(std::string_view line, char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == separator && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return fields;
}

inline std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

inline std::vector<Row> rows_of(std::string const& text, char separator = ',') {
  auto const lines = lines_of(text);
  auto const names = fields_of(lines.at(0), separator);
  std::vector<Row> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto const fields = fields_of(lines[i], separator);
    EXPECT_EQ(fields.size(), names.size()) << lines[i];
    Row row;
    for (std::size_t c = 0; c < std::min(names.size(), fields.size()); ++c) row[names[c]] = fields[c];
    rows.push_back(std::move(row));
  }
  return rows;
}

// A run and its output folder, which goes with it.
class Written {
 public:
  explicit Written(Parameters parameters, std::string const& name = "run") {
    folder_ = (std::filesystem::temp_directory_path() / ("bassin_synthesis_" + name + "_" + std::to_string(::getpid()) + "_" +
                                                         std::to_string(reinterpret_cast<std::uintptr_t>(this))))
                  .string();
    parameters.output_folder = folder_;
    auto made = generate(parameters, base::real_files());
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().debug());
    if (made.ok()) summary_ = *made;
  }
  ~Written() { std::filesystem::remove_all(folder_); }
  Written(Written const&) = delete;
  Written& operator=(Written const&) = delete;

  [[nodiscard]] Summary const& summary() const { return summary_; }
  [[nodiscard]] std::string const& folder() const { return folder_; }
  [[nodiscard]] std::string text(std::string const& file) const {
    auto read = base::real_files().read(folder_ + "/" + file);
    EXPECT_TRUE(read.ok()) << file;
    return read.ok() ? *read : std::string();
  }
  [[nodiscard]] std::vector<Row> stock() const { return rows_of(text(csv_name(stock_file))); }
  [[nodiscard]] std::vector<Row> units() const { return rows_of(text(csv_name(unit_file))); }
  [[nodiscard]] std::vector<Row> history() const { return rows_of(text(csv_name(history_file))); }
  [[nodiscard]] std::vector<Row> positions() const { return rows_of(text(csv_name(position_file)), ';'); }

 private:
  std::string folder_;
  Summary summary_;
};

inline Parameters of_size(std::uint64_t establishments) {
  Parameters parameters;
  parameters.establishments = establishments;
  return parameters;
}

}  // namespace bassin::synthesis::for_test
