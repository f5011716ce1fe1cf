// The rows of the embedded geography file as they lie in memory; docs/formats/reference.md gives their meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "reference/geography.h"

namespace bassin::reference::internal {

// A code in a fixed field, filled with zero bytes.
template <std::size_t width>
struct Code {
  char text[width];
  [[nodiscard]] std::string_view view() const {
    std::size_t length = 0;
    while (length < width && text[length] != '\0') ++length;
    return {text, length};
  }
};

struct TextReference {
  std::uint32_t offset;
  std::uint32_t length;
};

struct VersionRow {
  Code<6> code;
  CommuneKind kind;
  std::uint8_t zero;
  Code<6> parent;
  std::uint16_t padding;
  TextReference name;
  std::int32_t from;
  std::int32_t to;
};
static_assert(sizeof(VersionRow) == 32);

struct SuccessionRow {
  Code<6> from;
  Code<6> to;
  std::int32_t date;
  std::uint32_t split;
};
static_assert(sizeof(SuccessionRow) == 20);

struct EpciRow {
  Code<10> siren;
  EpciKind kind;
  std::uint8_t zero;
  TextReference name;
  std::int32_t from;
  std::int32_t to;
};
static_assert(sizeof(EpciRow) == 28);

struct MembershipRow {
  Code<6> commune;
  Code<10> epci;
  std::int32_t from;
  std::int32_t to;
};
static_assert(sizeof(MembershipRow) == 24);

struct DepartementRow {
  Code<4> code;
  Code<4> region;
  Code<6> seat;
  std::uint16_t padding;
  TextReference name;
};
static_assert(sizeof(DepartementRow) == 24);

struct RegionRow {
  Code<4> code;
  Code<6> seat;
  std::uint16_t padding;
  TextReference name;
};
static_assert(sizeof(RegionRow) == 20);

inline constexpr std::uint32_t no_population = 0xffffffff;

struct GeographyTables {
  std::span<std::int32_t const> vintages;
  std::span<VersionRow const> versions;          // by code, from, kind
  std::span<std::uint32_t const> parts;          // versions that are no commune, by parent
  std::span<SuccessionRow const> successions;    // by from, date, to
  std::span<std::uint32_t const> by_successor;   // successions by to
  std::span<std::uint32_t const> populations;    // rows of 2 + vintages words; the first two hold the code
  std::span<EpciRow const> epcis;                // by siren, from
  std::span<MembershipRow const> memberships;    // by commune, from
  std::span<std::uint32_t const> by_epci;        // memberships by EPCI, then commune
  std::span<DepartementRow const> departements;  // by code
  std::span<RegionRow const> regions;            // by code
  std::string_view texts;

  [[nodiscard]] std::string_view text(TextReference reference) const { return texts.substr(reference.offset, reference.length); }
};

// The sections of a geography file. A file that is not one, or of another version, ends the process: it is part of the
// program, so this is our bug.
[[nodiscard]] GeographyTables read_geography(std::string_view file);
[[nodiscard]] GeographyTables const& geography_tables();

}  // namespace bassin::reference::internal
