// What one audience may read of a row: the one place where the register's protected fields become text. Every
// output, filter, sort and search takes them from here, or asks visible() with the column `privacy`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "registry/snapshot.h"

namespace bassin::registry {

enum class Presence : std::uint8_t { absent, known, masked };

// A text of the register, or why there is none. "[ND]" in the files reads as masked.
struct Value {
  std::string text;
  Presence presence = Presence::absent;

  [[nodiscard]] bool known() const { return presence == Presence::known; }
};

struct Address {
  Value complement, number, repetition, last_number, last_number_repetition, street_type, street, special_distribution;
  Value postal_code, cedex_code, cedex_label;
  std::string commune_code, commune_label;                   // always public
  std::string foreign_commune, country_code, country_label;  // always public
  // "12 bis RUE DU PONT", as far as it is known.
  [[nodiscard]] Value line() const;
};

class Reader {
 public:
  Reader(Snapshot const& snapshot, Audience audience) : snapshot_(&snapshot), audience_(audience) {}

  [[nodiscard]] Audience audience() const { return audience_; }
  [[nodiscard]] bool may_see(std::uint32_t row, Privacy what) const {
    return visible(snapshot_->establishments().privacy[row], what, audience_);
  }
  // The name that people use: brand, else usual name, else the name of the unit.
  [[nodiscard]] Value display_name(std::uint32_t row) const;
  // The name of the unit: dénomination, or used name (else family name) and usual first name. With its file absent: absent.
  [[nodiscard]] Value unit_name(std::uint32_t row) const;
  // A protected text of the establishment (any schema::Text) or of its unit (any schema::UnitText).
  [[nodiscard]] Value text(std::uint32_t row, schema::Text which) const;
  [[nodiscard]] Value unit_text(std::uint32_t row, schema::UnitText which) const;
  [[nodiscard]] Address address(std::uint32_t row) const;
  // The second address, in the same form; its commune_code is masked with the rest.
  [[nodiscard]] Address second_address(std::uint32_t row) const;
  // Nothing where unknown or masked.
  [[nodiscard]] std::optional<geo::Point> position(std::uint32_t row) const;

 private:
  Snapshot const* snapshot_;
  Audience audience_;
};

}  // namespace bassin::registry
