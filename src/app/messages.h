// The one table from an error code to what the user reads, the exit code of the program and the status of the web
// service. Each message says what happened, what is safe and what to do. A test holds the table and the code together.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/exit_code.h"
#include "base/error.h"
#include "reference/language.h"

namespace bassin::app {

struct Message {
  std::string_view code;
  ExitCode exit = ExitCode::internal;
  int http = 500;
  // Values of the error stand between braces: {path}; {rows:n} as a number, {free:b} as a size in bytes, {date:d} as a
  // date, {kind:k} as the name of a kind of file, {reason:r} as the reason of a rejection, {what:w} as the words of a list of
  // kinds of records and states of a change of territory. A part between [[ and ]] is left out when a
  // value in it is empty.
  reference::Label text;
};

// The tables, one for each part of the program.
[[nodiscard]] std::span<Message const> app_messages();
[[nodiscard]] std::span<Message const> file_messages();
[[nodiscard]] std::span<Message const> registry_messages();
[[nodiscard]] std::span<Message const> reference_messages();
[[nodiscard]] std::span<Message const> ingest_messages();
[[nodiscard]] std::span<Message const> query_messages();
[[nodiscard]] std::span<Message const> zone_messages();
[[nodiscard]] std::span<Message const> sheet_messages();
[[nodiscard]] std::span<Message const> import_messages();
[[nodiscard]] std::span<Message const> retention_messages();
[[nodiscard]] std::span<Message const> succession_messages();
[[nodiscard]] std::span<Message const> grid_messages();
[[nodiscard]] std::span<Message const> crisis_messages();
[[nodiscard]] std::span<Message const> exposure_messages();
[[nodiscard]] std::span<Message const> waters_messages();
[[nodiscard]] std::span<Message const> damage_messages();
[[nodiscard]] std::span<Message const> project_messages();
[[nodiscard]] std::span<Message const> serve_messages();
[[nodiscard]] std::span<Message const> access_messages();
[[nodiscard]] std::span<Message const> partners_messages();
[[nodiscard]] std::span<Message const> contact_messages();
[[nodiscard]] std::span<Message const> convention_messages();
[[nodiscard]] std::span<Message const> annex_messages();
[[nodiscard]] std::span<Message const> programme_messages();
[[nodiscard]] std::span<Message const> report_messages();
[[nodiscard]] std::span<Message const> document_messages();
[[nodiscard]] std::span<Message const> amendment_messages();
[[nodiscard]] std::span<Message const> support_messages();
[[nodiscard]] std::span<Message const> follow_up_messages();
[[nodiscard]] std::span<Message const> campaign_messages();
[[nodiscard]] std::span<Message const> feeds_messages();
[[nodiscard]] std::span<Message const> store_messages();
[[nodiscard]] std::span<Message const> outward_messages();
[[nodiscard]] std::span<Message const> jobs_messages();
[[nodiscard]] std::span<Message const> letters_messages();
[[nodiscard]] std::span<Message const> openid_messages();
[[nodiscard]] std::vector<Message> all_messages();

// The row of that code; for a code that the table lacks, the row of "app.unexpected".
[[nodiscard]] Message const& message_for(std::string_view code);
// The message with the error's values in it.
[[nodiscard]] std::string message_text(base::Error const& error, reference::Language language);
// A template of the form above, filled. Values that the error lacks are empty.
[[nodiscard]] std::string fill(std::string_view text, base::Error const& values, reference::Language language);
// fill() of a label in its language, with its typography.
[[nodiscard]] std::string fill(reference::Label label, base::Error const& values, reference::Language language);
// Names between braces, in order.
[[nodiscard]] std::vector<std::string> placeholders(std::string_view text);

}  // namespace bassin::app
