// What persons are told (articles 13, 14 and 26): who answers jointly for what is kept, what each partner sees, whom to ask. It holds
// nothing of a person but what the partners write there about themselves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::retention {

// What the keeper of a convention writes in its notice; each is a text of several lines.
inline constexpr std::string_view notice_sections[] = {"contact_point", "roles", "purposes", "rights"};

struct NoticeText {
  std::string section;
  std::int64_t version = 0;  // 0: nobody wrote it
  std::string text, at;
};
struct NoticeParty {
  std::string id, name, kind;
};
// Of a kind of record, what a party sees of another's.
struct NoticeLevel {
  std::string owner, reader, kind, level;
};
// A convention by which partners share records today.
struct Controllers {
  std::string convention, title, keeper;
  std::vector<NoticeParty> parties;
  std::vector<NoticeLevel> levels;
  std::vector<NoticeText> texts;  // of each section
};

[[nodiscard]] base::Result<std::vector<Controllers>> controllers(sql::Session& session, base::Date today);

// By coordinators and administrators of the organisation that keeps the convention; former texts are kept. Errors: "convention.unknown"
// (id), "convention.not_yours", "retention.unknown_section" (section), "support.changed" (now), those of base::clean_or_empty().
[[nodiscard]] base::Result<NoticeText> write_notice(sql::Session& session, access::Act const& act, std::string const& convention,
                                                    std::string const& section, std::int64_t version, std::string const& text);

}  // namespace bassin::retention
