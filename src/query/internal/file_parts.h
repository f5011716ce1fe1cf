// The parts of the file of one business.
#pragma once

#include "query/describe.h"
#include "query/internal/attributes.h"

namespace bassin::query::internal {

class FileOf {
 public:
  FileOf(View const& view, std::uint32_t row, registry::Audience audience);
  [[nodiscard]] EstablishmentFile read() const;

 private:
  void read_register(EstablishmentFile& out) const;
  void read_local(EstablishmentFile& out) const;
  [[nodiscard]] Origin of_establishment() const;
  [[nodiscard]] Origin of_unit() const;
  [[nodiscard]] Origin of_file(DataSource source) const;
  [[nodiscard]] Origin of_position(registry::PositionSource source) const;
  [[nodiscard]] Origin of_lists() const;
  [[nodiscard]] std::vector<Attribute> identity(Row const& row) const;
  [[nodiscard]] std::vector<Attribute> unit() const;
  void add_unit_columns(Attributes& out, std::uint32_t unit) const;
  void add_casework(Row const& row, Attributes& out) const;
  void add_places(Row const& row, Attributes& out) const;
  [[nodiscard]] std::vector<Attribute> address(registry::Address const& address, bool second) const;
  [[nodiscard]] std::vector<Attribute> activity(Row const& row) const;
  [[nodiscard]] std::vector<Attribute> size(Row const& row) const;
  [[nodiscard]] std::vector<Attribute> position(Row const& row) const;
  [[nodiscard]] std::vector<LifePeriod> life() const;
  [[nodiscard]] LifePeriod period_from_stock(Row const& row) const;
  [[nodiscard]] std::vector<SisterEstablishment> sisters(std::uint64_t& total) const;
  [[nodiscard]] SisterEstablishment sister(std::uint32_t row) const;
  void read_membership(Row const& row, EstablishmentFile& out) const;
  [[nodiscard]] PrivacyNotes privacy() const;
  [[nodiscard]] PrivacyNotes privacy_notes(registry::Diffusion establishment, registry::Diffusion unit, std::uint8_t privacy) const;

  View const& view_;
  registry::Snapshot const& snapshot_;
  std::uint32_t row_;
  registry::Audience audience_;
  registry::Reader reader_;
};

}  // namespace bassin::query::internal
