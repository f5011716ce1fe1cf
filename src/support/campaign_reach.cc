#include "support/campaign_reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "access/sharing.h"
#include "base/id_table.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/contact_reading.h"
#include "support/file_key.h"

namespace bassin::support {

namespace {

using base::Result;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, aside_count> aside_ids = {"", "opposed", "no_contact", "purpose", "past", "no_address", "gone"};

// One person of one business, as far as the means go.
struct Person {
  Contact contact;
  bool opposed = false;  // whatever the number
};

class Reaching {
 public:
  Reaching(sql::Session& session, access::Reader const& reader, base::Date day, Means means, Purpose purpose)
      : session_(session), reader_(reader), day_(day), means_(means), purpose_(purpose) {}

  Result<std::vector<Reachable>> read(std::span<std::string const> businesses) {
    BASSIN_DO(read_keys(businesses));
    BASSIN_DO(read_links());
    BASSIN_DO(read_persons());
    BASSIN_DO(read_opposed());
    if (!by_channel()) BASSIN_DO(read_closed());
    std::vector<Reachable> out;
    for (std::size_t i = 0; i < businesses.size(); ++i) out.push_back(by_channel() ? by_number(i) : in_person(i));
    return out;
  }

 private:
  [[nodiscard]] bool by_channel() const { return means_ == Means::call || means_ == Means::email; }
  [[nodiscard]] bool bears_on(std::optional<Purpose> const& purpose) const { return !purpose || *purpose == purpose_; }

  // In slices that one statement takes.
  template <class Take>
  Result<void> each(std::string const& statement, Texts const& ids, std::vector<sql::Named> const& more, Take take) {
    for (std::size_t at = 0; at < ids.size(); at += sql::listed_most) {
      auto const count = std::min(sql::listed_most, ids.size() - at);
      auto listed = sql::listed(std::span(ids).subspan(at, count));
      listed.values.insert(listed.values.end(), more.begin(), more.end());
      BASSIN_TRY(auto const rows, session_.rows(fmt::format(fmt::runtime(statement), listed.places), sql::Session::Values(listed.values)));
      for (auto const& row : rows) take(row);
    }
    return {};
  }

  // A local business that was matched is its SIRET, and the other way round.
  Result<void> read_keys(std::span<std::string const> businesses) {
    Texts const all(businesses.begin(), businesses.end());
    for (std::size_t i = 0; i < all.size(); ++i) places_[all[i]].insert(i);
    auto const both = [this](sql::Row const& row) {
      auto const local = row.text("local_key");
      auto const siret = row.text("matched_siret");
      auto joined = places_[local];
      joined.insert(places_[siret].begin(), places_[siret].end());
      places_[local] = places_[siret] = joined;
    };
    BASSIN_DO(
        each("select 'local:' || id as local_key, matched_siret from local_business where matched_siret is not null and (matched_siret in "
             "{0} or 'local:' || id in {0})",
             all, {}, both));
    return read_wider_keys();
  }

  // Whoever is known in the whole legal unit, or was when the business was a project, is known in the establishment.
  Result<void> read_wider_keys() {
    Texts sirets;
    for (auto const& [key, places] : places_) {
      if (kind_of_key(key) == KeyKind::establishment) sirets.push_back(key);
    }
    for (auto const& siret : sirets) {
      auto const places = places_[siret];
      places_[unit_key_of(siret)].insert(places.begin(), places.end());
    }
    return each("select 'project:' || id as project_key, siret from project where siret in {}", sirets, {}, [this](sql::Row const& row) {
      auto const places = places_[row.text("siret")];
      places_[row.text("project_key")].insert(places.begin(), places.end());
    });
  }

  Result<void> read_links() {
    Texts keys;
    for (auto const& [key, places] : places_) keys.push_back(key);
    auto const statement = "select l.contact, l.business, " +
                           access::level_sql(access::RecordKind::contact, "c.organisation", "l.commune", "c.kept_in") +
                           " as level from contact_link l join contact c on c.id = l.contact where l.business in {} and c.merged_into is "
                           "null order by l.contact";
    return each(statement, keys, access::level_values(reader_, to_iso(day_)), [this](sql::Row const& row) {
      if (row.integer("level") < static_cast<int>(access::Level::content)) return;
      auto const& places = places_[row.text("business")];
      links_[row.text("contact")].insert(places.begin(), places.end());
    });
  }

  Result<void> read_persons() {
    Texts ids;
    for (auto const& [id, places] : links_) ids.push_back(id);
    for (std::size_t at = 0; at < ids.size(); at += reach_block) {
      Texts const some(ids.begin() + static_cast<std::ptrdiff_t>(at),
                       ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), at + reach_block)));
      BASSIN_TRY(auto contacts, read_contacts(session_, reader_, day_, some));
      for (auto& contact : contacts) {
        bool const to_all = std::any_of(contact.oppositions.begin(), contact.oppositions.end(), [this](Opposition const& said) {
          return !said.medium && said.channel.empty() && bears_on(said.purpose);
        });
        persons_.push_back({std::move(contact), to_all});
      }
    }
    std::stable_sort(persons_.begin(), persons_.end(), [](Person const& one, Person const& other) {
      if (one.contact.own != other.contact.own) return one.contact.own;
      if (one.contact.contacted_on != other.contact.contacted_on) return one.contact.contacted_on > other.contact.contacted_on;
      return one.contact.id < other.contact.id;
    });
    return {};
  }

  // Who said to anybody, known by the same number or address, that they do not want to be contacted at all.
  Result<void> read_opposed() {
    Texts ids;
    for (auto const& person : persons_) ids.push_back(person.contact.id);
    std::set<std::string> opposed;
    BASSIN_DO(
        each("select distinct h.contact from contact_channel h join opposition_mark m on m.mark = h.mark join opposition o on o.id = "
             "m.opposition where h.contact in {} and o.medium = '' and o.channel = '' and o.purpose in ('', :purpose)",
             ids, {{"purpose", id_of(purpose_)}}, [&](sql::Row const& row) { opposed.insert(row.text("contact")); }));
    for (auto& person : persons_) person.opposed = person.opposed || opposed.contains(person.contact.id);
    return {};
  }

  // Businesses where somebody opposed everything, known to whomever.
  Result<void> read_closed() {
    Texts keys;
    for (auto const& [key, places] : places_) keys.push_back(key);
    return each(
        "select distinct l.business from contact_link l join opposition o on o.contact = l.contact where l.business in {} and o.medium = "
        "'' and o.channel = '' and o.purpose in ('', :purpose)",
        keys, {{"purpose", id_of(purpose_)}}, [this](sql::Row const& row) {
          auto const& places = places_[row.text("business")];
          closed_.insert(places.begin(), places.end());
        });
  }

  [[nodiscard]] Via via(Contact const& contact, std::size_t place) const {
    Via out{contact.id, "", contact.name, "", "", contact.own};
    for (auto const& link : contact.links) {
      auto const at = places_.find(link.business);
      if (at != places_.end() && at->second.contains(place) && !link.function.empty()) out.function = link.function;
    }
    return out;
  }

  [[nodiscard]] Aside fault_of(Person const& person, ContactChannel const& channel) const {
    bool const refused =
        std::any_of(channel.refusals.begin(), channel.refusals.end(), [this](auto const& it) { return bears_on(it.purpose); });
    if (person.opposed || refused) return Aside::opposed;
    if (std::find(channel.purposes.begin(), channel.purposes.end(), purpose_) == channel.purposes.end()) return Aside::purpose;
    return channel.until < to_iso(day_) ? Aside::past : Aside::none;
  }

  [[nodiscard]] Reachable by_number(std::size_t place) const {
    auto const kind = means_ == Means::email ? ChannelKind::email : ChannelKind::phone;
    Reachable out;
    std::set<Aside> faults;
    for (auto const& person : persons_) {
      if (!links_.at(person.contact.id).contains(place)) continue;
      if (person.opposed) faults.insert(Aside::opposed);
      for (auto const& channel : person.contact.channels) {
        if (channel.kind != kind) continue;
        auto const fault = fault_of(person, channel);
        faults.insert(fault);
        if (fault != Aside::none) continue;
        auto& one = out.via.emplace_back(via(person.contact, place));
        one.channel = channel.id;
        one.shown = channel.shown;
      }
    }
    if (!out.via.empty()) return out;
    faults.insert(Aside::no_contact);
    out.aside = Aside::no_contact;
    for (auto const fault : {Aside::past, Aside::purpose, Aside::opposed})
      if (faults.contains(fault)) out.aside = fault;
    return out;
  }

  [[nodiscard]] Reachable in_person(std::size_t place) const {
    Reachable out;
    bool opposed = closed_.contains(place);
    for (auto const& person : persons_) {
      if (!links_.at(person.contact.id).contains(place)) continue;
      opposed = opposed || person.opposed;
      if (!person.opposed) out.via.push_back(via(person.contact, place));
    }
    if (out.via.empty() && opposed) out.aside = Aside::opposed;
    return out;
  }

  sql::Session& session_;
  access::Reader const& reader_;
  base::Date day_;
  Means means_;
  Purpose purpose_;
  std::map<std::string, std::set<std::size_t>> places_;  // of businesses asked for, by key
  std::map<std::string, std::set<std::size_t>> links_;   // by contact
  std::set<std::size_t> closed_;
  std::vector<Person> persons_;
};

}  // namespace

std::string_view id_of(Aside aside) { return aside_ids[static_cast<std::size_t>(aside)]; }
std::optional<Aside> parse_aside(std::string_view id) { return base::parse_id<Aside>(aside_ids, id); }

std::optional<Via> still_for(Reachable const& reachable, Means means, std::string const& contact, std::string const& channel) {
  if (reachable.aside != Aside::none) return std::nullopt;
  bool const by_channel = means == Means::call || means == Means::email;
  if (contact.empty()) return by_channel ? std::nullopt : std::optional(Via{});
  auto const found = std::find_if(reachable.via.begin(), reachable.via.end(),
                                  [&](Via const& it) { return it.contact == contact && it.channel == channel; });
  return found == reachable.via.end() ? std::nullopt : std::optional(*found);
}

Result<std::vector<Reachable>> reach(sql::Session& session, access::Reader const& reader, base::Date day, Means means, Purpose purpose,
                                     std::span<std::string const> businesses) {
  if (businesses.empty()) return std::vector<Reachable>();
  return Reaching(session, reader, day, means, purpose).read(businesses);
}

}  // namespace bassin::support
