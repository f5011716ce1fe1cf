// What of conventions wants somebody's attention on a day. Worked out from the records each time, stored nowhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/reader.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::convention {

enum class AlertKind : std::uint8_t {
  deliberation_missing,  // a party has not voted on a text that the councils have; subject: the party
  notice,                // the last day to denounce a tacit one comes within three months
  end,                   // it ends within six months
  action_late,           // subject: the action
  indicator_empty,       // nothing was ever entered for an indicator of an action that has begun; subject: the indicator
  decision_late,         // of a committee; subject: the decision
};
inline constexpr std::size_t alert_kind_count = 6;
// "action_late".
[[nodiscard]] std::string_view id_of(AlertKind kind);

inline constexpr int notice_alert_days = 92;
inline constexpr int end_alert_days = 183;
inline constexpr std::size_t alerts_most = 200;

struct Alert {
  AlertKind kind = AlertKind::action_late;
  std::string convention, convention_title;  // id
  std::optional<base::Date> day;             // by when, or since when
  std::string organisation;                  // the party whose vote is missing, or who sees to the decision; ""
  std::string action;                        // id; ""
  std::string subject;                       // "1.2 Visiter les entreprises"; ""
};

// Of the conventions that the reader sees, by kind and day; the first 200. Who runs conventions for a party reads all of them, but of
// missing votes only the keeper reads those of others; whoever else reads those of the actions that they lead. Five statements, whatever it
// shows.
[[nodiscard]] base::Result<std::vector<Alert>> alerts_of(sql::Session& session, access::Reader const& reader, base::Date today);

}  // namespace bassin::convention
