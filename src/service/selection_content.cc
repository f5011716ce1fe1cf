#include "service/selection_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/checksum.h"
#include "query/row.h"

namespace bassin::service {

namespace {

using Field = std::string Holding::*;

struct Column {
  std::string_view name;
  Field field;
  bool is_code;
};
constexpr std::array<Column, 8> columns{{{"state", &Holding::state, true},
                                         {"activity", &Holding::activity, true},
                                         {"size", &Holding::size, true},
                                         {"legal", &Holding::legal, true},
                                         {"chambers", &Holding::chambers, true},
                                         {"commune", &Holding::commune, true},
                                         {"name", &Holding::name, false},
                                         {"address", &Holding::address, false}}};

// A value that the reader is not shown is one value, whatever it is: another one is no news for that reader.
std::string sum_of(registry::Value const& value) {
  if (value.presence == registry::Presence::masked) return "*";
  return value.known() ? fmt::format("{:08x}", base::checksum(value.text) & 0xFFFFFFFFU) : "";
}

std::string chambers_of(reference::ChamberMask mask) { return fmt::format("{}", mask); }

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from <= text.size();) {
    auto const to = std::min(text.find(sign, from), text.size());
    out.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

}  // namespace

Holding holding_of(query::Row const& row) {
  constexpr std::array<std::string_view, 3> states = {"", "active", "closed"};
  Holding out;
  out.id = row.id.text();
  out.state = states[static_cast<std::size_t>(row.state) % states.size()];
  if (!row.activity.code.empty()) out.activity = fmt::format("{}:{}", reference::name_of(row.activity.nomenclature), row.activity.code);
  if (row.size != reference::size_unknown) out.size = reference::size_bands()[row.size].code;
  if (row.legal_category != 0) out.legal = fmt::format("{:04}", row.legal_category);
  out.chambers = chambers_of(row.chambers);
  out.commune = row.commune;
  out.name = sum_of(row.name);
  out.address = sum_of(row.address);
  return out;
}

std::string write_holdings(std::vector<Holding> holdings) {
  std::sort(holdings.begin(), holdings.end(), [](auto const& a, auto const& b) { return a.id < b.id; });
  std::string out;
  for (auto const& holding : holdings) {
    out += holding.id;
    for (auto const& column : columns) out += "\t" + holding.*column.field;
    out += '\n';
  }
  return out;
}

std::optional<std::vector<Holding>> read_holdings(std::string_view text) {
  std::vector<Holding> out;
  while (!text.empty()) {
    auto const end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    auto const cells = split(text.substr(0, end), '\t');
    if (cells.size() != columns.size() + 1) return std::nullopt;
    Holding holding;
    holding.id = cells[0];
    for (std::size_t i = 0; i < columns.size(); ++i) holding.*columns[i].field = cells[i + 1];
    out.push_back(std::move(holding));
    text.remove_prefix(end + 1);
  }
  return out;
}

HoldingChanges compare(std::vector<Holding> const& before, std::vector<Holding> const& now) {
  HoldingChanges out;
  auto b = before.begin();
  auto n = now.begin();
  while (b != before.end() || n != now.end()) {
    if (n == now.end() || (b != before.end() && b->id < n->id)) {
      out.out.push_back((b++)->id);
      continue;
    }
    if (b == before.end() || n->id < b->id) {
      out.in.push_back((n++)->id);
      continue;
    }
    HoldingChanges::Changed changed{n->id, {}};
    for (auto const& column : columns) {
      auto const& was = *b.*column.field;
      auto const& is = *n.*column.field;
      // What became hidden or shown to the reader has not changed.
      bool const hidden = was == "*" || is == "*";
      if (was == is || (!column.is_code && hidden)) continue;
      changed.values.push_back({column.name, column.is_code ? was : "", column.is_code ? is : ""});
    }
    if (!changed.values.empty()) out.changed.push_back(std::move(changed));
    ++b;
    ++n;
  }
  return out;
}

}  // namespace bassin::service
