#include "synthesis/internal/names.h"

#include <algorithm>
#include <array>

namespace bassin::synthesis::internal {
namespace {

// Some of them give the same name: about 200,000 differ.
constexpr std::size_t invented_surnames = 240'000;

std::vector<std::string_view> words_of(Table table, std::string_view part, char separator) {
  for (auto const& row : rows_of(table)) {
    if (row[0] == part) return split(row[1], separator);
  }
  return {};
}

void append(std::string& out, std::string_view a, std::string_view b) { out.append(a).append(b); }

bool vowel_first(std::string_view text) { return !text.empty() && std::string_view("AEIOUYH").find(text[0]) != std::string_view::npos; }

void append_of(std::string& out, std::string_view commune) { append(out, vowel_first(commune) ? " D'" : " DE ", commune); }

void initials(Random& random, std::string& out) {
  for (std::uint32_t n = 2 + random.below(3); n > 0; --n) out += static_cast<char>('A' + random.below(26));
}

// Words as owners write them by hand, with their accents.
std::string_view accented(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> forms{{{"EPICERIE", "ÉPICERIE"},
                                                                                        {"CAFE", "CAFÉ"},
                                                                                        {"HOTEL", "HÔTEL"},
                                                                                        {"PATISSERIE", "PÂTISSERIE"},
                                                                                        {"ELECTRICITE", "ÉLECTRICITÉ"},
                                                                                        {"CREPERIE", "CRÊPERIE"},
                                                                                        {"THEATRE", "THÉÂTRE"},
                                                                                        {"ELEVAGE", "ÉLEVAGE"},
                                                                                        {"MACONNERIE", "MAÇONNERIE"},
                                                                                        {"CHATEAU", "CHÂTEAU"},
                                                                                        {"BEAUTE", "BEAUTÉ"},
                                                                                        {"SECURITE", "SÉCURITÉ"}}};
  auto const found = std::find_if(forms.begin(), forms.end(), [&](auto const& form) { return form.first == word; });
  return found == forms.end() ? std::string_view{} : found->second;
}

}  // namespace

Names::Names(Tables const& tables, bool demonstration)
    : tables_(tables),
      demonstration_(demonstration),
      demonstration_surnames_(words_of(Table::demonstration_words, "surnames", ',')),
      surname_starts_(words_of(Table::surname_parts, "starts", ' ')),
      surname_middles_(words_of(Table::surname_parts, "middles", ' ')),
      surname_ends_(words_of(Table::surname_parts, "ends", ' ')),
      particles_(words_of(Table::surname_parts, "particles", ' ')),
      brand_starts_(words_of(Table::brand_parts, "starts", ' ')),
      brand_ends_(words_of(Table::brand_parts, "ends", ' ')),
      animals_(words_of(Table::demonstration_words, "animals", ',')),
      places_(words_of(Table::demonstration_words, "places", ',')) {
  for (auto const& row : rows_of(Table::first_names)) {
    auto const sex = row[1] == "F" ? 0 : 1;
    first_names_[sex].push_back(row[0]);
    first_name_weights_[sex].add(number_of(row[2]));
  }
}

std::size_t Names::surname_ranks() const { return demonstration_ ? demonstration_surnames_.size() : invented_surnames; }

// Composed from its rank each time: nothing to keep, and nothing to prepare. Frequent names are short.
void Names::invented_surname(std::uint32_t rank, std::string& out) const {
  Random random(mix(20190101, rank));
  auto const before = out.size();
  if (random.chance(.05)) {
    out += random.one_of(particles_);
    if (out.back() != '\'') out += ' ';
  }
  out += random.one_of(surname_starts_);
  if (rank > 10'000 && random.chance(.88)) out += random.one_of(surname_middles_);
  out += random.one_of(surname_ends_);
  if (out.size() < before + 4) out += random.one_of(surname_ends_);
}

void Names::surname(Random& random, std::string& out) const {
  bool const twice = random.chance(.04);
  for (int i = 0; i < (twice ? 2 : 1); ++i) {
    double const skew = random.unit();
    auto const rank = static_cast<std::uint32_t>(skew * skew * static_cast<double>(surname_ranks()));
    if (i > 0) out += '-';
    if (demonstration_) {
      out += demonstration_surnames_[rank];
    } else {
      invented_surname(rank, out);
    }
  }
}

void Names::first_name(Random& random, Sex sex, std::string& out) const {
  auto const s = static_cast<std::size_t>(sex);
  out += first_names_[s][first_name_weights_[s].draw(random)];
}

void Names::brand(Random& random, std::string& out) const {
  out += random.one_of(brand_starts_);
  if (random.chance(.5)) out += random.one_of(brand_starts_);
  out += random.one_of(brand_ends_);
}

void Names::word(Random& random, NameContext const& context, std::string& out) const {
  auto const& words = tables_.words[tables_.activities[context.activity].word_row];
  auto const drawn = random.one_of(random.chance(.95) ? words : tables_.words[0]);
  auto const with_accents = random.chance(.06) ? accented(drawn) : std::string_view{};
  out += with_accents.empty() ? drawn : with_accents;
}

void Names::pattern(Random& random, NameContext const& context, std::string& out) const {
  switch (random.below(24)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      word(random, context, out);
      out += ' ';
      surname(random, out);
      return;
    case 5:
    case 6:
    case 7:
      word(random, context, out);
      out += ' ';
      brand(random, out);
      return;
    case 8:
    case 9: brand(random, out); return;
    case 10:
    case 11:
      brand(random, out);
      out += ' ';
      word(random, context, out);
      return;
    case 12:
    case 13:
      surname(random, out);
      out += ' ';
      word(random, context, out);
      return;
    case 14:
      word(random, context, out);
      append_of(out, context.commune);
      return;
    case 15:
    case 16:
      word(random, context, out);
      append(out, " ", context.street.name);
      return;
    case 17:
      surname(random, out);
      out += random.chance(.5) ? " ET FILS" : " FRERES";
      return;
    case 18:
      initials(random, out);
      out += ' ';
      word(random, context, out);
      return;
    case 19:
      out += random.chance(.5) ? "ETS " : "SARL ";
      surname(random, out);
      return;
    case 20: initials(random, out); return;
    case 21:
      first_name(random, Sex::female, out);
      out += " & ";
      first_name(random, Sex::male, out);
      return;
    case 22:
      out += "L'ATELIER DE ";
      first_name(random, random.chance(.5) ? Sex::female : Sex::male, out);
      return;
    default:
      word(random, context, out);
      out += ' ';
      word(random, context, out);
      out += ' ';
      surname(random, out);
      return;
  }
}

void Names::property_words(Random& random, NameContext const& context, std::string& out) const {
  switch (random.below(10)) {
    case 0:
    case 1:
    case 2: surname(random, out); return;
    case 3:
    case 4: word(random, context, out); return;
    case 5:
    case 6: brand(random, out); return;
    case 7: initials(random, out); return;
    case 8:
      word(random, context, out);
      append_of(out, context.commune);
      return;
    default:
      out += "DU " + std::to_string(context.number == 0 ? 1 : context.number) + ' ';
      append(out, context.street.type, context.street.type.empty() ? "" : " ");
      out += context.street.name;
  }
}

void Names::property_company(Random& random, NameContext const& context, std::string& out) const {
  if (random.chance(.75)) out += "SCI ";
  property_words(random, context, out);
}

void Names::association(Random& random, NameContext const& context, std::string& out) const {
  word(random, context, out);
  switch (random.below(5)) {
    case 0: append_of(out, context.commune); return;
    case 1:
      out += ' ';
      out += context.commune;
      return;
    case 2: append(out, " ", context.street.name); return;
    case 3:
      out += " LES AMIS DE ";
      surname(random, out);
      return;
    default: out += ' '; brand(random, out);
  }
}

bool Names::public_body(Random& random, NameContext const& context, std::string& out) const {
  switch (context.category / 10) {
    case 721:
      out += "COMMUNE";
      append_of(out, context.commune);
      return true;
    case 734:
      out += "COMMUNAUTE DE COMMUNES";
      append_of(out, context.commune);
      return true;
    case 735:
      out += "SYNDICAT INTERCOMMUNAL";
      append_of(out, context.commune);
      return true;
    case 736:
      out += "CENTRE COMMUNAL D'ACTION SOCIALE";
      append_of(out, context.commune);
      return true;
    case 722:
      out += "DEPARTEMENT";
      append_of(out, context.commune);
      return true;
    case 733:
      out += "COLLEGE ";
      first_name(random, Sex::male, out);
      out += ' ';
      surname(random, out);
      return true;
    case 911:
    case 915:
      out += "SYND COPRO ";
      property_words(random, context, out);
      return true;
    default: break;
  }
  if (context.category / 1000 != 7) return false;
  out += "DIRECTION ";
  out += context.activity % 2 == 0 ? "DEPARTEMENTALE" : "REGIONALE";
  append_of(out, context.commune);
  return true;
}

void Names::playful(Random& random, NameContext const& context, std::string& out) const {
  if (context.category == 6540) out += "SCI ";
  word(random, context, out);
  append(out, " ", random.one_of(random.chance(.6) ? animals_ : places_));
}

// Signs that trip careless readers: quotes, commas, lower case.
void Names::adorn(Random& random, std::string& out) const {
  switch (random.below(600)) {
    case 0:
    case 1:
      out.insert(0, "\"");
      out += '"';
      return;
    case 2:
    case 3:
      out += ", ";
      out += "SUCCESSEURS";
      return;
    case 4:
    case 5: out.insert(0, "L'"); return;
    case 6: out += " \"" + std::to_string(1 + random.below(99)) + '"'; return;
    case 7:
      std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      return;
    case 8: out += " & CO"; return;
    default: return;
  }
}

void Names::company(Random& random, NameContext const& context, std::string& out) const {
  if (public_body(random, context, out)) return;
  if (demonstration_) return playful(random, context, out);
  if (context.category == 6540 || context.category == 6541) {
    property_company(random, context, out);
  } else if (context.category / 100 == 92) {
    association(random, context, out);
  } else {
    pattern(random, context, out);
  }
  adorn(random, out);
}

void Names::sign(Random& random, NameContext const& context, std::string& out) const {
  if (context.category / 1000 == 7) {
    out += tables_.services[tables_.service_weights.draw(random)];
    return;
  }
  if (demonstration_) return playful(random, context, out);
  pattern(random, context, out);
  adorn(random, out);
}

void Names::acronym(std::string_view name, std::string& out) {
  bool start = true;
  std::size_t written = 0;
  for (char c : name) {
    if (start && c >= 'A' && c <= 'Z' && written < 6) {
      out += c;
      ++written;
    }
    start = c == ' ' || c == '\'' || c == '-';
  }
}

}  // namespace bassin::synthesis::internal
