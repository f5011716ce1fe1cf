// Finds the establishment that a row of somebody's spreadsheet means, by its numbers, or by its name and its place. Nothing is invented:
// what is not sure comes back as candidates for a person to judge. docs/decisions/0022-matching.md says how it is decided.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "query/view.h"
#include "registry/values.h"

namespace bassin::matching {

// The cells of one row, as a person typed them; any may be empty.
struct Wanted {
  std::string siret, siren;
  std::string name;
  std::string address;  // "12 bis av. du Gal de Gaulle"; its end may be the postcode and the commune
  std::string postal_code;
  std::string commune;
};

enum class Verdict : std::uint8_t {
  certain,   // the first candidate is it
  doubtful,  // it may be one of the candidates
  none,      // no candidate is like it
};

// Why it is certain.
enum class Reason : std::uint8_t {
  none,
  siret,             // that SIRET
  siren,             // the only establishment of that SIREN, or the only one that is open
  siren_and_place,   // the only one of that SIREN at that address or in that commune
  name_and_address,  // that name at that address
  name_and_street,   // that name in that street, nobody else of that name near
  name_and_commune,  // a telling name, nobody else of that name in the commune
};

// What is odd about the row.
enum class Oddity : std::uint8_t {
  siret_malformed,  // no fourteen digits, or the control digit is wrong
  siret_unknown,    // a good number that the register does not hold
  siren_malformed,
  siren_unknown,
  siret_contradicted,  // the establishment of that SIRET has another name in another place
  place_unknown,       // neither the postcode nor the commune is known
  nothing_to_go_by,    // no number, and no name or place
  closed,              // the establishment is closed
};

struct Candidate {
  std::uint32_t row = 0;  // of the view: for read_row(), never for an answer
  double score = 0;       // 0 to 1
  double name = 0;        // how alike the names are, 0 to 1
  bool same_address = false;
  bool active = false;
};

inline constexpr std::size_t candidates_most = 5;

struct Match {
  Verdict verdict = Verdict::none;
  Reason reason = Reason::none;
  std::vector<Oddity> oddities;
  std::vector<Candidate> candidates;  // best first, at most candidates_most; of different score and place
};

// "siret", "name_and_address"…: as answers and stored rows write them.
[[nodiscard]] char const* id_of(Verdict verdict);
[[nodiscard]] char const* id_of(Reason reason);
[[nodiscard]] char const* id_of(Oddity oddity);

// Whose names and addresses take part: of businesses in one's own communes, and of others.
struct Audiences {
  registry::Audience at_home = registry::Audience::open;
  registry::Audience elsewhere = registry::Audience::open;
};

// For the rows of one file: what it learns of a place it keeps for the next row of that place. One thread at a time.
class Matcher {
 public:
  // `home`: one's own communes, by their codes, where a row that names no place is looked for. What an audience may not read takes no part.
  // Errors: "image.damaged".
  [[nodiscard]] static base::Result<std::unique_ptr<Matcher>> create(std::shared_ptr<query::View const> view, Audiences audiences,
                                                                     std::vector<std::string> home);
  ~Matcher();
  Matcher(Matcher const&) = delete;
  Matcher& operator=(Matcher const&) = delete;

  // About a millisecond, and what it takes to read a place once. Errors: "image.damaged".
  [[nodiscard]] base::Result<Match> match(Wanted const& wanted);

 private:
  struct Parts;
  explicit Matcher(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bassin::matching
