// Contacts of the business file: the persons whom one organisation knows in businesses, with their function there, how they are reached,
// and until when that is kept. Others see of them what conventions open (access::Level). docs/casework.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "support/act.h"
#include "support/channel.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

inline constexpr std::size_t contact_links_most = 100;
inline constexpr std::size_t contact_channels_most = 20;

struct ContactLink {
  std::string business;  // SIRET or "local:…", as it was said; a matched local business is its SIRET where this is read
  std::string commune;
  std::string function;  // « gérante »; ""
};

// An opposition as it bears on a channel: of whoever keeps a record of the same number or address.
struct Refusal {
  std::optional<Purpose> purpose;  // nothing: for all
  std::string on;                  // the day
  std::string organisation;        // that it was told to; "" where that is not opened to the reader
  std::string opposition;          // id of the reader's own organisation's; ""
};

struct ContactChannel {
  std::string id;
  ChannelKind kind = ChannelKind::phone;
  std::string shown, normal;
  Origin origin = Origin::told;
  std::vector<Purpose> purposes;
  std::string collected_on, collected_by;  // day; agent of the contact's organisation
  std::string until;                       // the last day on which it is kept
  std::vector<Refusal> refusals;
};

// What the person said to the organisation that keeps the contact.
struct Opposition {
  std::string id;
  std::optional<ChannelKind> medium;  // nothing: by whatever way
  std::string channel;                // one channel alone; ""
  std::optional<Purpose> purpose;     // nothing: for whatever purpose
  std::string on, how;                // the day, and how it was said
  std::string at, by;
};

struct Contact {
  std::string id;
  std::string organisation;
  bool own = false;      // the reader's organisation's, or that of one that it took over
  bool kept_in = false;  // for its organisation alone
  std::string name;
  std::string contacted_on;  // the day on which the person was last in touch
  std::int64_t version = 0;
  std::string created_at, created_by;
  access::Level level = access::Level::nothing;  // for the reader; below `content` there are no channels
  bool do_not_contact = false;                   // at all
  bool may_unmerge = false;
  std::vector<ContactLink> links;  // those that the reader is opened
  std::vector<ContactChannel> channels;
  std::vector<Opposition> oppositions;  // to a reader of the content
};

struct NewChannel {
  ChannelKind kind = ChannelKind::phone;
  std::string value;
  Origin origin = Origin::told;
  std::vector<Purpose> purposes = {Purpose::follow_up};
  std::string collected_on;  // day; "": today
  std::string until;         // day; "": kept_until() of the last contact
};
struct NewContact {
  std::string name;
  bool kept_in = false;
  std::string contacted_on;  // "": today
  std::string function;
  std::vector<NewChannel> channels;
};

// Each change is of the reader's own organisation's contacts, states the version that its author saw and gives the next one. Errors of
// all: "support.unknown_contact" (id), "support.changed" (now), those of clean(), "support.bad_day" (name, allowed).

// Errors: also those of add_channel().
[[nodiscard]] base::Result<Contact> add_contact(sql::Session& session, Act const& act, Subject const& subject, NewContact const& fresh);

struct ContactChange {
  std::optional<std::string> name;
  std::optional<bool> kept_in;
};
[[nodiscard]] base::Result<std::int64_t> change_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                        ContactChange const& change);
// The person was in touch: on that day, and each channel is kept for three years more.
[[nodiscard]] base::Result<std::int64_t> prolong_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                         std::string const& day);
// What was typed by mistake is gone, from the audit trail too. What the person opposed stays as marks that name nobody.
[[nodiscard]] base::Result<void> delete_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// The person's function in the business, where they may be known already. Errors: "support.contact_links" (most).
[[nodiscard]] base::Result<std::int64_t> link_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                      Subject const& subject, std::string_view function);
// Errors: "support.contact_last_link".
[[nodiscard]] base::Result<std::int64_t> unlink_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                        std::string const& business);

// Errors: those of reach_of(), "support.channel_twice" (value), "support.contact_channels" (most).
[[nodiscard]] base::Result<std::int64_t> add_channel(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     NewChannel const& fresh);
struct ChannelChange {
  std::optional<std::string> value, collected_on, until;
  std::optional<Origin> origin;
  std::optional<std::vector<Purpose>> purposes;
};
// Errors: also "support.unknown_channel" (id).
[[nodiscard]] base::Result<std::int64_t> change_channel(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                        std::string const& channel, ChannelChange const& change);
[[nodiscard]] base::Result<std::int64_t> delete_channel(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                        std::string const& channel);

}  // namespace bassin::support
