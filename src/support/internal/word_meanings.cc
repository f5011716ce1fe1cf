#include "support/internal/word_meanings.h"

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "partners/agent.h"
#include "support/exchanges.h"
#include "support/internal/contact_rows.h"

namespace bassin::support::internal {

using base::Result;

namespace {

struct Own {
  std::string_view word, meaning;
};
// The words of this application itself, which need no saying.
constexpr std::array<Own, 5> own_ways{
    {{"VISITE", "visit"}, {"APPEL", "call"}, {"RENDEZ VOUS", "meeting"}, {"COURRIER", "mail"}, {"COURRIEL", "mail"}}};
constexpr std::array<Own, 31> own_themes{{{"PRISE DE CONTACT", "acquaintance"},
                                          {"CREATION", "creation"},
                                          {"TRANSMISSION REPRISE", "takeover"},
                                          {"TRANSMISSION", "takeover"},
                                          {"REPRISE", "takeover"},
                                          {"LOCAUX FONCIER", "premises"},
                                          {"LOCAUX", "premises"},
                                          {"FONCIER", "premises"},
                                          {"VOIRIE SIGNALETIQUE CADRE DE VIE", "surroundings"},
                                          {"VOIRIE", "surroundings"},
                                          {"SIGNALETIQUE", "surroundings"},
                                          {"CADRE DE VIE", "surroundings"},
                                          {"EMPLOI RECRUTEMENT FORMATION", "employment"},
                                          {"EMPLOI", "employment"},
                                          {"RECRUTEMENT", "employment"},
                                          {"FORMATION", "employment"},
                                          {"FINANCEMENT AIDES", "finance"},
                                          {"FINANCEMENT", "finance"},
                                          {"DEVELOPPEMENT COMMERCIAL INNOVATION", "development"},
                                          {"DEVELOPPEMENT COMMERCIAL", "development"},
                                          {"NUMERIQUE", "digital"},
                                          {"TRANSITION ECOLOGIQUE", "ecology"},
                                          {"REGLEMENTATION SECURITE", "rules"},
                                          {"REGLEMENTATION", "rules"},
                                          {"ANIMATION RESEAUX", "network"},
                                          {"OBSERVATOIRE ENQUETE", "study"},
                                          {"SINISTRE CRISE", "crisis"},
                                          {"SINISTRE", "crisis"},
                                          {"CRISE", "crisis"},
                                          {"DIFFICULTES", "distress"},
                                          {"AUTRE", "other"}}};

template <std::size_t n>
std::string own_meaning(std::array<Own, n> const& words, std::string const& word) {
  auto const* const found = std::find_if(words.begin(), words.end(), [&](Own const& it) { return it.word == word; });
  return found == words.end() ? std::string() : std::string(found->meaning);
}

}  // namespace

Result<WordMeanings> WordMeanings::read(sql::Session& session, access::Reader const& reader, ImportKind kind) {
  WordMeanings out;
  BASSIN_TRY(auto const colleagues, partners::colleagues_of(session, reader.organisation));
  for (auto const& one : colleagues) {
    out.agents_.insert(one.agent.id);
    out.by_word_[base::fold(one.agent.email)].insert(one.agent.id);
    out.by_word_[keys_of_name(one.agent.name).key].insert(one.agent.id);
  }
  if (kind != ImportKind::tags) return out;
  BASSIN_TRY(auto const tags, own_tags(session, reader.organisation));
  for (auto const& it : tags) {
    out.tags_[it.folded] = it.id;
    out.tag_ids_.insert(it.id);
  }
  BASSIN_TRY(auto const portfolios, portfolios_of(session, reader));
  for (auto const& it : portfolios) {
    out.portfolios_[it.folded] = it.id;
    out.portfolio_ids_.insert(it.id);
    if (!it.agent.empty()) out.of_agent_[it.agent].insert(it.id);
  }
  return out;
}

std::string WordMeanings::colleague(std::string const& shown) const {
  for (auto const& key : {base::fold(shown), keys_of_name(shown).key}) {
    auto const found = by_word_.find(key);
    if (!key.empty() && found != by_word_.end() && found->second.size() == 1) return *found->second.begin();
  }
  return "";
}

// By its name, or the only one of the colleague who is named.
std::string WordMeanings::portfolio(ImportWord const& word) const {
  auto const named = portfolios_.find(word.word);
  if (named != portfolios_.end()) return named->second;
  auto const found = of_agent_.find(colleague(word.shown));
  return found != of_agent_.end() && found->second.size() == 1 ? *found->second.begin() : "";
}

std::string WordMeanings::known(ImportWord const& word) const {
  switch (word.field) {
    case WordField::way: return own_meaning(own_ways, word.word);
    case WordField::theme: return own_meaning(own_themes, word.word);
    case WordField::agent: return word.word.empty() ? std::string(word_nobody) : colleague(word.shown);
    case WordField::portfolio: return portfolio(word);
    case WordField::tag: {
      auto const found = tags_.find(word.word);
      return found == tags_.end() ? "" : found->second;
    }
    case WordField::action: break;
  }
  return std::string(word_by_code);
}

bool WordMeanings::fits(WordField field, std::string const& meaning) const {
  switch (field) {
    case WordField::way: return meaning == word_skipped || parse_way(meaning);
    case WordField::theme: return meaning == word_skipped || parse_theme(meaning);
    case WordField::agent: return meaning == word_nobody || agents_.contains(meaning);
    case WordField::tag: return meaning == word_skipped || meaning == word_new || meaning == word_new_shared || tag_ids_.contains(meaning);
    case WordField::portfolio:
      return meaning == word_skipped || portfolio_ids_.contains(meaning) || agents_.contains(std::string(agent_of_new(meaning)));
    case WordField::action: break;
  }
  return meaning == word_by_code || meaning == word_nothing;
}

}  // namespace bassin::support::internal
