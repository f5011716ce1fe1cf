// Contacts of the bakery: what tests write and read of them.
#pragma once

#include <string>
#include <vector>

#include "access/sharing.h"
#include "support/contact_reading.h"
#include "support/testing/partners_test_support.h"

namespace bassin::support {

class WithContacts : public WithPartners {
 protected:
  access::Reader const analyst_ = member("epci", "analyst", access::Role::analyst, {"77142", "77171"});
  access::Reader const field_ = member("epci", "field", access::Role::field_agent, {"77142", "77171"});
  base::Date const today_ = base::make_date(2026, 9, 21);  // that of the clock of WithPartners

  static NewChannel phone(std::string value, std::vector<Purpose> purposes = {Purpose::follow_up}) {
    return {ChannelKind::phone, std::move(value), Origin::told, std::move(purposes), "", ""};
  }
  static NewChannel email(std::string value) {
    return {ChannelKind::email, std::move(value), Origin::public_site, {Purpose::events}, "", ""};
  }

  Contact add(access::Reader const& reader, Subject const& subject, std::string name, std::vector<NewChannel> channels = {},
              bool kept_in = false, std::string function = "gérante") {
    return write([&](sql::Session& s) {
      return add_contact(s, as(reader), subject, {std::move(name), kept_in, "", std::move(function), channels});
    });
  }
  Contact find(access::Reader const& reader, std::string const& id) {
    return read([&](sql::Session& s) { return find_contact(s, reader, today_, id); });
  }
  // "unknown": not told.
  std::string level(access::Reader const& reader, std::string const& id) {
    auto const found = store_->read([&](sql::Session& s) { return find_contact(s, reader, today_, id); });
    return found.ok() ? std::string(access::id_of(found->level)) : "unknown";
  }
  ContactsOfBusiness of(access::Reader const& reader, Subject const& subject) {
    return read([&](sql::Session& s) { return contacts_of(s, reader, today_, subject.business); });
  }
  std::vector<std::string> search(access::Reader const& reader, std::string text) {
    auto const found = read([&](sql::Session& s) { return search_contacts(s, reader, today_, {text, "", 50}); });
    std::vector<std::string> names;
    for (auto const& contact : found) names.push_back(contact.name);
    return names;
  }
  // What a convention opens of contacts between the three organisations, in those communes.
  void open(access::Level level, std::vector<std::string> const& communes = {"77142", "77171"}, std::string const& convention = "c1") {
    auto const since = base::make_date(2018, 1, 1);
    std::vector<access::Grant> grants;
    for (auto const* const owner : {"epci", "cma"}) {
      for (auto const* const reader : {"epci", "cma"}) {
        if (std::string(owner) != reader) grants.push_back({owner, reader, access::RecordKind::contact, level, since, {}});
      }
    }
    std::vector<access::SharedPlace> places;
    for (auto const& commune : communes) places.push_back({commune, since, {}, {}});
    auto const set = store_->write([&](sql::Session& s) { return access::set_sharing(s, convention, grants, places); });
    if (!set.ok()) throw std::runtime_error(set.error().debug());
  }
};

}  // namespace bassin::support
