#include "matching/words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

#include "base/fold.h"

namespace bassin::matching {

namespace {

struct Written {
  std::string_view short_form, long_form;
};

// Ascending by the short form. An empty long form: the word is left out.
constexpr std::array<Written, 67> legal_and_titles{{{"A", ""},
                                                    {"ASS", ""},
                                                    {"ASSOC", ""},
                                                    {"ASSOCIATION", ""},
                                                    {"AU", ""},
                                                    {"AUX", ""},
                                                    {"CIE", ""},
                                                    {"COMPAGNIE", ""},
                                                    {"D", ""},
                                                    {"DE", ""},
                                                    {"DES", ""},
                                                    {"DR", "DOCTEUR"},
                                                    {"DU", ""},
                                                    {"EARL", ""},
                                                    {"EI", ""},
                                                    {"EIRL", ""},
                                                    {"EN", ""},
                                                    {"ENT", ""},
                                                    {"ENTREPRISE", ""},
                                                    {"ET", ""},
                                                    {"ETABL", ""},
                                                    {"ETABLISSEMENT", ""},
                                                    {"ETABLISSEMENTS", ""},
                                                    {"ETS", ""},
                                                    {"EURL", ""},
                                                    {"FERME", "FERME"},
                                                    {"GAEC", ""},
                                                    {"GIE", ""},
                                                    {"L", ""},
                                                    {"LA", ""},
                                                    {"LE", ""},
                                                    {"LES", ""},
                                                    {"M", ""},
                                                    {"MADAME", ""},
                                                    {"MAISON", "MAISON"},
                                                    {"ME", ""},
                                                    {"MLLE", ""},
                                                    {"MM", ""},
                                                    {"MME", ""},
                                                    {"MONSIEUR", ""},
                                                    {"MR", ""},
                                                    {"SA", ""},
                                                    {"SARL", ""},
                                                    {"SAS", ""},
                                                    {"SASU", ""},
                                                    {"SC", ""},
                                                    {"SCA", ""},
                                                    {"SCEA", ""},
                                                    {"SCI", ""},
                                                    {"SCM", ""},
                                                    {"SCOP", ""},
                                                    {"SCP", ""},
                                                    {"SELARL", ""},
                                                    {"SELAS", ""},
                                                    {"SNC", ""},
                                                    {"SOC", ""},
                                                    {"SOCIETE", ""},
                                                    {"ST", "SAINT"},
                                                    {"STE", ""},
                                                    {"STES", ""},
                                                    {"SUR", ""},
                                                    {"UN", ""},
                                                    {"UNE", ""},
                                                    {"VEUVE", ""},
                                                    {"VVE", ""},
                                                    {"Y", ""},
                                                    {"ZONE", "ZONE"}}};

constexpr std::array<Written, 62> kinds{{{"ALL", "ALLEE"},
                                         {"ALLEE", "ALLEE"},
                                         {"ALLEES", "ALLEE"},
                                         {"AV", "AVENUE"},
                                         {"AVE", "AVENUE"},
                                         {"AVENUE", "AVENUE"},
                                         {"BD", "BOULEVARD"},
                                         {"BLD", "BOULEVARD"},
                                         {"BLVD", "BOULEVARD"},
                                         {"BOUL", "BOULEVARD"},
                                         {"BOULEVARD", "BOULEVARD"},
                                         {"BVD", "BOULEVARD"},
                                         {"CHE", "CHEMIN"},
                                         {"CHEM", "CHEMIN"},
                                         {"CHEMIN", "CHEMIN"},
                                         {"CHM", "CHEMIN"},
                                         {"CITE", "CITE"},
                                         {"COUR", "COUR"},
                                         {"COURS", "COURS"},
                                         {"CRS", "COURS"},
                                         {"DOM", "DOMAINE"},
                                         {"DOMAINE", "DOMAINE"},
                                         {"ESP", "ESPLANADE"},
                                         {"ESPLANADE", "ESPLANADE"},
                                         {"FAUBOURG", "FAUBOURG"},
                                         {"FBG", "FAUBOURG"},
                                         {"FG", "FAUBOURG"},
                                         {"GR", "GRANDE RUE"},
                                         {"HAM", "HAMEAU"},
                                         {"HAMEAU", "HAMEAU"},
                                         {"IMP", "IMPASSE"},
                                         {"IMPASSE", "IMPASSE"},
                                         {"LD", "LIEU DIT"},
                                         {"LIEU", "LIEU DIT"},
                                         {"LOT", "LOTISSEMENT"},
                                         {"LOTISSEMENT", "LOTISSEMENT"},
                                         {"PAS", "PASSAGE"},
                                         {"PASS", "PASSAGE"},
                                         {"PASSAGE", "PASSAGE"},
                                         {"PL", "PLACE"},
                                         {"PLACE", "PLACE"},
                                         {"PROM", "PROMENADE"},
                                         {"PROMENADE", "PROMENADE"},
                                         {"QU", "QUAI"},
                                         {"QUAI", "QUAI"},
                                         {"R", "RUE"},
                                         {"RES", "RESIDENCE"},
                                         {"RESIDENCE", "RESIDENCE"},
                                         {"RLE", "RUELLE"},
                                         {"ROUTE", "ROUTE"},
                                         {"RPT", "ROND POINT"},
                                         {"RTE", "ROUTE"},
                                         {"RUE", "RUE"},
                                         {"RUELLE", "RUELLE"},
                                         {"SEN", "SENTE"},
                                         {"SENTE", "SENTE"},
                                         {"SENTIER", "SENTE"},
                                         {"SQ", "SQUARE"},
                                         {"SQUARE", "SQUARE"},
                                         {"VLA", "VILLA"},
                                         {"ZA", "ZA"},
                                         {"ZI", "ZI"}}};

constexpr std::array<Written, 45> in_streets{{{"A", ""},
                                              {"AU", ""},
                                              {"AUX", ""},
                                              {"CAP", "CAPITAINE"},
                                              {"CDT", "COMMANDANT"},
                                              {"CH", "CHARLES"},
                                              {"COL", "COLONEL"},
                                              {"D", ""},
                                              {"DE", ""},
                                              {"DES", ""},
                                              {"DIT", ""},
                                              {"DOCT", "DOCTEUR"},
                                              {"DR", "DOCTEUR"},
                                              {"DU", ""},
                                              {"EN", ""},
                                              {"ET", ""},
                                              {"FR", "FRANCOIS"},
                                              {"GAL", "GENERAL"},
                                              {"GD", "GRAND"},
                                              {"GDE", "GRANDE"},
                                              {"GEN", "GENERAL"},
                                              {"ING", "INGENIEUR"},
                                              {"L", ""},
                                              {"LA", ""},
                                              {"LE", ""},
                                              {"LES", ""},
                                              {"LT", "LIEUTENANT"},
                                              {"MAL", "MARECHAL"},
                                              {"MAR", "MARECHAL"},
                                              {"MGR", "MONSEIGNEUR"},
                                              {"MOUL", "MOULIN"},
                                              {"ND", "NOTRE DAME"},
                                              {"PDT", "PRESIDENT"},
                                              {"PR", "PROFESSEUR"},
                                              {"PRES", "PRESIDENT"},
                                              {"PROF", "PROFESSEUR"},
                                              {"PT", "PETIT"},
                                              {"PTE", "PETITE"},
                                              {"S", "SUR"},
                                              {"SGT", "SERGENT"},
                                              {"SOUS", ""},
                                              {"ST", "SAINT"},
                                              {"STE", "SAINTE"},
                                              {"SUR", ""},
                                              {"VX", "VIEUX"}}};

constexpr bool ascending(std::span<Written const> table) {
  return std::is_sorted(table.begin(), table.end(), [](Written const& a, Written const& b) { return a.short_form < b.short_form; });
}
static_assert(ascending(legal_and_titles) && ascending(kinds) && ascending(in_streets));

Written const* find(std::span<Written const> table, std::string_view word) {
  auto const at =
      std::lower_bound(table.begin(), table.end(), word, [](Written const& entry, std::string_view w) { return entry.short_form < w; });
  return at != table.end() && at->short_form == word ? &*at : nullptr;
}

bool is_number(std::string_view word) { return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos; }

using Words = std::span<std::string_view const>;

// The words of a street, abbreviations written out.
std::vector<std::string> street_words(Words words) {
  std::vector<std::string> out;
  for (auto const word : words) {
    auto const* const written = find(in_streets, word);
    if (written == nullptr) {
      out.emplace_back(word);
      continue;
    }
    for (auto const part : base::words(written->long_form)) out.emplace_back(part);
  }
  return out;
}

std::string repetition_of(std::string_view word) {
  if (word == "BIS") return "B";
  if (word == "TER") return "T";
  if (word == "QUATER") return "Q";
  return word.size() == 1 && word >= "A" && word <= "Z" ? std::string(word) : std::string();
}

// "12BIS": 12 and B.
bool read_number(std::string_view word, AddressLine& line) {
  auto const end = std::min(word.find_first_not_of("0123456789"), word.size());
  if (end == 0 || end > 5) return false;
  auto const rest = word.substr(end);
  auto const repetition = repetition_of(rest);
  if (!rest.empty() && repetition.empty()) return false;
  line.number = 0;
  for (char const c : word.substr(0, end)) line.number = line.number * 10 + static_cast<std::uint32_t>(c - '0');
  if (!repetition.empty()) line.repetition = repetition;
  return true;
}

// Takes "77120 COULOMMIERS" off the end.
Words without_place(Words words, AddressLine& line) {
  for (std::size_t i = words.size(); i-- > 1;) {
    if (words[i].size() != 5 || !is_number(words[i])) continue;
    line.postal_code = words[i];
    for (auto const word : words.subspan(i + 1)) line.commune.append(line.commune.empty() ? "" : " ").append(word);
    return words.first(i);
  }
  return words;
}

// Where the number and the kind of street stand; words before them tell of a building.
void read_street(Words words, AddressLine& line) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size() && i < 8; ++i) {
    bool const follows = i + 1 < words.size();
    if (line.number == 0 && follows && read_number(words[i], line)) {
      at = i + 1;
      if (at + 1 < words.size() && !repetition_of(words[at]).empty() && find(kinds, words[at]) == nullptr)
        line.repetition = repetition_of(words[at++]);
      continue;
    }
    auto const* const kind = find(kinds, words[i]);
    if (kind == nullptr || !follows || (i > at && words[i].size() < 3)) continue;
    line.kind = kind->long_form;
    at = i + 1;
    if (words[i] == "LIEU" && at < words.size() && words[at] == "DIT") ++at;
    break;
  }
  line.street = street_words(words.subspan(at));
}

// "S A R L DUPONT": SARL, DUPONT.
std::vector<std::string> with_runs_joined(std::string_view folded) {
  std::vector<std::string> out;
  bool in_run = false;
  for (auto const word : base::words(folded)) {
    bool const single = word.size() == 1 && !is_number(word);
    if (single && in_run) {
      out.back() += word;
    } else {
      out.emplace_back(word);
    }
    in_run = single;
  }
  return out;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  auto const all = with_runs_joined(base::fold(name));
  std::vector<std::string> telling;
  for (auto const& word : all) {
    auto const* const written = find(legal_and_titles, word);
    if (written == nullptr) {
      telling.push_back(word);
    } else if (!written->long_form.empty()) {
      telling.emplace_back(written->long_form);
    }
  }
  return telling.empty() ? all : telling;
}

AddressLine read_address(std::string_view text) {
  AddressLine line;
  auto const folded = base::fold(text);
  auto const words = base::words(folded);
  read_street(without_place(words, line), line);
  return line;
}

AddressLine address_of(std::string_view number, std::string_view repetition, std::string_view kind, std::string_view street) {
  AddressLine line;
  if (!read_number(base::fold(number), line)) line.number = 0;
  line.repetition = repetition_of(base::fold(repetition));
  auto const folded_kind = base::fold(kind);
  auto const* const written = find(kinds, folded_kind);
  line.kind = written == nullptr ? folded_kind : std::string(written->long_form);
  auto const folded = base::fold(street);
  auto const words = base::words(folded);
  if (line.kind.empty()) {
    read_street(words, line);
  } else {
    line.street = street_words(words);
  }
  return line;
}

std::string commune_key(std::string_view name) {
  constexpr std::array<std::string_view, 12> articles{"A", "AU", "AUX", "D", "DE", "DES", "DU", "EN", "L", "LA", "LE", "LES"};
  auto const folded = base::fold(name);
  std::string out;
  for (auto const word : base::words(folded)) {
    if (word == "CEDEX" || is_number(word) || (is_number(word.substr(0, 1)) && !out.empty())) break;
    if (std::binary_search(articles.begin(), articles.end(), word)) continue;
    auto const written = word == "ST"                                                     ? "SAINT"
                         : word == "STE"                                                  ? "SAINTE"
                         : word == "S" || word == "SUR" || word == "SOUS" || word == "SS" ? ""
                                                                                          : word;
    if (!written.empty()) out.append(out.empty() ? "" : " ").append(written);
  }
  return out;
}

}  // namespace bassin::matching
