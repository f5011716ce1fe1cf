// Rows of contacts, and what their changes share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "access/record_json.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/contacts.h"

namespace bassin::support::internal {

using sql::Listed;
using sql::listed;
using sql::listed_most;

// Whether an organisation is the reader's or one that it took over: over `column`, for the value of `reader`.
[[nodiscard]] std::string own_sql(std::string_view column, std::string_view reader);

inline constexpr std::string_view contact_columns = "id, organisation, kept_in, name, contacted_on, version, created_at, created_by";
[[nodiscard]] Contact contact_of(sql::Row const& row);
inline constexpr std::string_view channel_columns =
    "id, contact, kind, shown, normal, origin, purposes, collected_on, collected_by, until_on";
[[nodiscard]] ContactChannel channel_of(sql::Row const& row);
inline constexpr std::string_view opposition_columns =
    "id, organisation, contact, medium, channel, purpose, said_on, how, created_at, created_by";
[[nodiscard]] Opposition opposition_of(sql::Row const& row);

[[nodiscard]] access::Json json_of(Contact const& contact);
[[nodiscard]] access::Json json_of(ContactChannel const& channel);
[[nodiscard]] access::Json json_of(Opposition const& opposition);

// By what the audit trail finds the entries of a contact.
[[nodiscard]] std::string subject_of(std::string const& contact);
// With that subject.
[[nodiscard]] base::Result<void> note(sql::Session& session, Act const& act, std::string_view action, std::string const& contact,
                                      access::Json const& before, access::Json const& after);

// The reader's own organisation's, with its links and channels. Errors: "support.unknown_contact", "support.changed".
[[nodiscard]] base::Result<Contact> own_contact(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);
[[nodiscard]] base::Result<std::vector<ContactLink>> links_of(sql::Session& session, std::string const& contact);
[[nodiscard]] base::Result<std::vector<ContactChannel>> channels_of(sql::Session& session, std::string const& contact);
[[nodiscard]] base::Result<Contact> read_own(sql::Session& session, std::string const& organisation, std::string const& id);
// The next version, which is returned. What a merge kept for its undoing goes.
[[nodiscard]] base::Result<std::int64_t> next_version(sql::Session& session, Contact const& contact);

[[nodiscard]] base::Result<void> insert_contact(sql::Session& session, Contact const& contact);
[[nodiscard]] base::Result<void> insert_link(sql::Session& session, Act const& act, std::string const& contact, ContactLink const& link);
[[nodiscard]] base::Result<void> insert_channel(sql::Session& session, std::string const& contact, ContactChannel const& channel);
// Each opposition of the contact bears on the channels that the contact has; marks of former ones stay.
[[nodiscard]] base::Result<void> mark_oppositions(sql::Session& session, std::string const& contact);

// The contact and those merged into it, whatever the depth.
[[nodiscard]] base::Result<std::vector<std::string>> merged_chain(sql::Session& session, std::string const& id);
// All that hangs on the contact but itself; its oppositions too.
[[nodiscard]] base::Result<void> erase_parts(sql::Session& session, std::string const& contact);
// The contact with those merged into it, in the audit trail too. What the person opposed is honoured further on, by its marks alone.
[[nodiscard]] base::Result<void> erase_contact(sql::Session& session, std::string const& contact);

// The name without a word order, by which two are one.
struct NameKeys {
  std::string folded;  // with a blank before each word
  std::string key;
};
[[nodiscard]] NameKeys keys_of_name(std::string_view name);

// A day of the calendar, "" for `fallback`; not after `latest`. Errors: "support.bad_day" (name, allowed).
[[nodiscard]] base::Result<std::string> day_in(std::string_view name, std::string const& text, std::string const& fallback,
                                               std::string const& latest);
// In France, where summer is two hours ahead: a day that has begun there is not to come.
[[nodiscard]] std::string today_of(Act const& act);

}  // namespace bassin::support::internal
