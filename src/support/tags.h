// Tags (étiquettes): each organisation keeps its list of words, each shared with the partners or its own. Words that are
// written alike but for case and accents are read as one, whoever wrote them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

struct Tag {
  std::string id;
  std::string organisation;
  bool shared = false;
  std::string name, folded;
  std::int64_t version = 0;
  std::uint64_t businesses = 0;  // of those that the reader sees; not in Words
};

// The reader's organisation's own, and those of partners on businesses that the reader sees; by name.
[[nodiscard]] base::Result<std::vector<Tag>> tags_of(sql::Session& session, access::Reader const& reader);

// Puts the word on the business, and into the organisation's list where it lacks it (`shared`: then only). Whether that
// changed anything. Errors: "support.outside_territory" for a shared word elsewhere than where the organisation serves, those of
// clean_word().
[[nodiscard]] base::Result<bool> put_tag(sql::Session& session, Act const& act, Subject const& subject, std::string_view name, bool shared);
// Takes the word off, the organisation's and the partners' shared ones. Whether it was there.
[[nodiscard]] base::Result<bool> take_tag(sql::Session& session, Act const& act, std::string const& business, std::string_view name);

// The organisation's own, without their businesses.
[[nodiscard]] base::Result<std::vector<Tag>> own_tags(sql::Session& session, std::string const& organisation);
// The organisation's of that name, made where it lacks it. Errors: those of clean_word(), "text.bad_text" for one with a slash.
struct EnsuredTag {
  Tag tag;
  bool made = false;
};
[[nodiscard]] base::Result<EnsuredTag> ensure_tag(sql::Session& session, Act const& act, std::string_view name, bool shared);
// By its id; whether that changed anything. Errors: "support.unknown_tag" (id), "support.outside_territory".
[[nodiscard]] base::Result<bool> put_own_tag(sql::Session& session, Act const& act, std::string const& id, Subject const& subject);
// Takes off what was put on at that moment. Whether it is gone: one that was put on again since stays.
[[nodiscard]] base::Result<bool> take_back_tag(sql::Session& session, Act const& act, std::string const& id, std::string const& business,
                                               std::string const& since);
// Deletes one that nobody changed and that is on no business. Whether it is gone.
[[nodiscard]] base::Result<bool> take_back_empty_tag(sql::Session& session, Act const& act, std::string const& id);

struct TagChange {
  std::int64_t version = 0;  // as the reader knew it
  std::optional<std::string> name;
  std::optional<bool> shared;
  bool merge = false;  // into the organisation's tag that has this name already
};
// Of the reader's organisation. Returns the tag as it is then: the other one after a merge. Errors: "support.unknown_tag" (id),
// "support.tag_exists" (name), "support.changed" (now), those of clean_word().
[[nodiscard]] base::Result<Tag> change_tag(sql::Session& session, Act const& act, std::string const& id, TagChange const& change);
// Takes it off every business too. Errors: as above.
[[nodiscard]] base::Result<void> delete_tag(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
