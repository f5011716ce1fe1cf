// Invented names of persons and businesses. Every function appends to `out`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "synthesis/internal/random.h"
#include "synthesis/internal/tables.h"

namespace bassin::synthesis::internal {

enum class Sex : std::uint8_t { female, male };

// What a business's name can draw from.
struct NameContext {
  std::uint16_t category = 0;  // legal category
  std::uint16_t activity = 0;  // index in Tables::activities
  std::string_view commune;    // label
  Street street;
  std::uint32_t number = 0;  // in the street; 0: none
};

class Names {
 public:
  Names(Tables const& tables, bool demonstration);

  // Family names by frequency, from 0 on; a few ranks share a name.
  [[nodiscard]] std::size_t surname_ranks() const;
  void invented_surname(std::uint32_t rank, std::string& out) const;
  // Frequent ones far more often than rare ones; one in 25 is double, with a hyphen.
  void surname(Random& random, std::string& out) const;
  void first_name(Random& random, Sex sex, std::string& out) const;
  void brand(Random& random, std::string& out) const;
  // The legal name (dénomination) of a legal person.
  void company(Random& random, NameContext const& context, std::string& out) const;
  // A sign (enseigne): how a shop calls itself.
  void sign(Random& random, NameContext const& context, std::string& out) const;
  // The initials of a name's words, at most six.
  static void acronym(std::string_view name, std::string& out);

 private:
  void pattern(Random& random, NameContext const& context, std::string& out) const;
  void property_company(Random& random, NameContext const& context, std::string& out) const;
  void property_words(Random& random, NameContext const& context, std::string& out) const;
  void association(Random& random, NameContext const& context, std::string& out) const;
  bool public_body(Random& random, NameContext const& context, std::string& out) const;
  void playful(Random& random, NameContext const& context, std::string& out) const;
  void word(Random& random, NameContext const& context, std::string& out) const;
  void adorn(Random& random, std::string& out) const;

  Tables const& tables_;
  bool demonstration_;
  std::vector<std::string_view> demonstration_surnames_, surname_starts_, surname_middles_, surname_ends_, particles_;
  std::vector<std::string_view> first_names_[2];
  Weighted first_name_weights_[2];
  std::vector<std::string_view> brand_starts_, brand_ends_, animals_, places_;
};

}  // namespace bassin::synthesis::internal
