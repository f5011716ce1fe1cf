// What holds of every spreadsheet that was read, and parts of a file kept in memory.
#pragma once

#include <cstdlib>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "sheetfile/output.h"
#include "sheetfile/parts.h"

namespace bassin::fuzz {

inline sheetfile::Limits sheet_limits() {
  sheetfile::Limits limits;
  limits.rows = 200;
  limits.columns = 50;
  limits.sheets = 5;
  limits.cell_bytes = 1000;
  limits.text_bytes = 100'000;
  limits.expanded_bytes = 1 << 20;
  return limits;
}

class MemoryParts final : public sheetfile::Parts {
 public:
  explicit MemoryParts(std::map<std::string, std::string, std::less<>> parts) : parts_(std::move(parts)) {}

  // The pieces between zero bytes, by these names.
  void put(std::string_view bytes, std::initializer_list<char const*> names) {
    for (auto const* name : names) {
      auto const end = bytes.find('\0');
      parts_.insert_or_assign(name, std::string(bytes.substr(0, end)));
      if (end == std::string_view::npos) return;
      bytes.remove_prefix(end + 1);
    }
  }
  void put_where_empty(std::string const& name, std::string text) {
    if (parts_[name].empty()) parts_[name] = std::move(text);
  }

  [[nodiscard]] bool has(std::string_view name) const override { return parts_.contains(name); }
  [[nodiscard]] base::Result<bool> read(std::string_view name, sheetfile::Piece const& piece) override {
    auto const found = parts_.find(name);
    if (found == parts_.end()) return false;
    std::string_view const text(found->second);
    for (std::size_t at = 0; at < text.size(); at += 100) BASSIN_DO(piece(text.substr(at, 100)));
    return true;
  }

 private:
  std::map<std::string, std::string, std::less<>> parts_;
};

// Lines of JSON: a sheet, its rows with growing numbers, its end; nothing beyond the limits.
inline void check_sheets(sheetfile::Output const& output) {
  auto const expect = [](bool holds) {
    if (!holds) std::abort();
  };
  auto const& limits = output.limits();
  expect(output.rows() <= limits.rows && output.sheets() <= limits.sheets);
  std::size_t last = 0;
  bool inside = false;
  std::string_view text(output.text());
  while (!text.empty()) {
    auto const end = text.find('\n');
    expect(end != std::string_view::npos);
    auto const line = nlohmann::json::parse(text.substr(0, end), nullptr, false);
    text.remove_prefix(end + 1);
    expect(line.is_array() || line.is_object());
    if (line.is_object()) {
      expect(line.contains("sheet") != inside);
      inside = !inside;
      last = 0;
      continue;
    }
    expect(inside && line.size() > 1 && line.size() <= limits.columns + 1);
    auto const number = line.at(0).get<std::size_t>();
    expect(number > last);
    last = number;
    for (std::size_t i = 1; i < line.size(); ++i) expect(line.at(i).is_string());
    expect(!line.back().get<std::string>().empty());
  }
  expect(!inside);
}

}  // namespace bassin::fuzz
