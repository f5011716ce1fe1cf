#include "service/casework_overlay.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "access/sharing.h"
#include "access/visibility.h"
#include "query/overlay.h"
#include "reference/legal_forms.h"
#include "service/correction_value.h"

namespace bassin::service {

namespace {

using query::BusinessId;
using support::Facts;

std::uint64_t number_of(std::string const& siret) {
  std::uint64_t number = 0;
  std::from_chars(siret.data(), siret.data() + siret.size(), number);
  return number;
}

std::optional<base::Date> date_of(std::optional<std::string> const& iso) { return iso ? base::parse_date(*iso) : std::nullopt; }

constexpr std::uint8_t hides_a_person =
    registry::hides_names | registry::hides_acronym | registry::hides_brands | registry::hides_address | registry::hides_position;

query::LocalBusiness local_of(support::LocalBusiness const& b) {
  auto const& f = b.facts;
  query::LocalBusiness out;
  out.id = b.id;
  out.name = f.name;
  out.address = f.address;
  out.commune = f.commune;
  if (f.longitude && f.latitude) out.position = geo::Point::from_degrees(*f.longitude, *f.latitude);
  if (!f.activity.empty()) out.activity = {reference::parse_nomenclature(f.nomenclature), f.activity};
  out.size = reference::parse_size_band(f.size).value_or(reference::size_unknown);
  out.legal_category = reference::LegalForms::parse(f.legal_category).value_or(0);
  out.state = f.closed ? registry::State::closed : registry::State::active;
  out.created = date_of(f.opened_on);
  if (f.closed) out.closed = date_of(f.closed_on);
  if (f.natural_person) out.privacy = hides_a_person;
  return out;
}

class Making {
 public:
  Making(support::Words const& words, support::FactsByBusiness const& facts, access::Reader const& reader, access::Sharing const& sharing)
      : words_(words), facts_(facts), reader_(reader), sharing_(sharing) {
    for (auto const& [id, tag] : words.tags) name_word(tag);
  }

  base::Result<CaseworkOverlay> make() {
    for (auto const& [business, facts] : facts_) add(business, facts);
    CaseworkOverlay out;
    BASSIN_TRY(out.overlay, std::move(builder_).build());
    out.matched = std::move(matched_);
    return out;
  }

 private:
  // Words that are written alike are one: as the reader's organisation writes it, else as stands first in order.
  void name_word(support::Tag const& tag) {
    bool const own = tag.organisation == reader_.organisation;
    if (!own && !tag.shared) return;
    auto [at, fresh] = names_.try_emplace(tag.folded, Name{tag.name, own});
    auto& name = at->second;
    bool const better = own != name.own ? own : tag.name < name.text;
    if (!fresh && better) name = {tag.name, own};
  }

  void add(std::string const& business, Facts const& facts) {
    auto const id = target(business, facts);
    if (!id) return;
    for (auto const& fact : facts.tags) add_tag(*id, fact);
    for (auto const& portfolio : facts.portfolios) {
      auto const found = words_.portfolios.find(portfolio);
      bool const own = found != words_.portfolios.end() && found->second.organisation == reader_.organisation;
      if (own) builder_.portfolio(*id, found->second.name);
    }
    for (auto const& fact : facts.follow_ups) add_follow_up(*id, fact);
    for (auto const& correction : facts.corrections) {
      bool const seen = access::visible(reader_, {correction.organisation, true, correction.commune});
      if (seen && !said_before(business, *id, correction)) apply_correction(correction, *id, builder_);
    }
  }

  // The business that the facts are about; nothing for a local one that the reader does not see.
  std::optional<BusinessId> target(std::string const& business, Facts const& facts) {
    if (!facts.local) return query::parse_business_id(business);
    auto const& local = *facts.local;
    if (!access::visible(reader_, {local.organisation, true, local.facts.commune})) return std::nullopt;
    if (local.matched_siret.empty()) {
      builder_.add(local_of(local));
      return BusinessId::of_local(local.id);
    }
    auto const siret = number_of(local.matched_siret);
    matched_[local.id] = siret;
    return BusinessId::of(siret);
  }

  void add_tag(BusinessId const& id, support::TagFact const& fact) {
    auto const found = words_.tags.find(fact.tag);
    if (found == words_.tags.end()) return;
    auto const& tag = found->second;
    if (access::visible(reader_, {tag.organisation, tag.shared, fact.commune})) builder_.tag(id, names_.at(tag.folded).text);
  }

  // That one is under way is told from the header on, and to who has a part in it.
  void add_follow_up(BusinessId const& id, support::FollowUpFact const& fact) {
    auto const among = [&](std::vector<std::string> const& all) {
      return std::find(all.begin(), all.end(), reader_.organisation) != all.end();
    };
    bool const own = among(fact.members);
    bool const told =
        own || among(fact.invited) ||
        sharing_.level({fact.organisation, access::RecordKind::follow_up, fact.commune, fact.kept_in}) >= access::Level::header;
    if (told) builder_.follow_up(id, own);
  }

  // What came with a match yields to what was said of the SIRET itself, and of two matches to the older.
  bool said_before(std::string const& business, BusinessId const& id, support::Correction const& correction) {
    if (!business.starts_with("local:") || !id.local.empty()) return false;
    auto const own = facts_.find(id.text());
    if (own != facts_.end()) {
      for (auto const& other : own->second.corrections) {
        if (other.kind == correction.kind && access::visible(reader_, {other.organisation, true, other.commune})) return true;
      }
    }
    auto& first = carried_[{id.siret, correction.kind}];
    if (!first.empty() && first < correction.id) return true;
    first = correction.id;
    return false;
  }

  struct Name {
    std::string text;
    bool own = false;
  };
  support::Words const& words_;
  support::FactsByBusiness const& facts_;
  access::Reader const& reader_;
  access::Sharing const& sharing_;
  query::OverlayBuilder builder_;
  std::unordered_map<std::string, Name> names_;  // by folded word
  std::unordered_map<std::string, std::uint64_t> matched_;
  std::map<std::pair<std::uint64_t, support::CorrectionKind>, std::string> carried_;
};

std::map<std::string, std::uint64_t> counts(CaseworkOverlay const& casework, std::vector<std::string> query::OverlayEntry::*words) {
  std::map<std::string, std::uint64_t> out;
  for (auto const& [id, entry] : casework.overlay->entries()) {
    for (auto const& word : entry.*words) ++out[word];
  }
  return out;
}

}  // namespace

base::Result<CaseworkOverlay> casework_overlay(support::Words const& words, support::FactsByBusiness const& facts,
                                               access::Reader const& reader, access::Sharing const& sharing) {
  return Making(words, facts, reader, sharing).make();
}

std::map<std::string, std::uint64_t> tag_counts(CaseworkOverlay const& casework) { return counts(casework, &query::OverlayEntry::tags); }

std::map<std::string, std::uint64_t> portfolio_counts(CaseworkOverlay const& casework) {
  return counts(casework, &query::OverlayEntry::portfolios);
}

}  // namespace bassin::service
