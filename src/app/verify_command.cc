#include "app/commands.h"
#include "app/messages.h"
#include "app/options.h"
#include "app/texts_contours.h"
#include "app/texts_data.h"
#include "column/image.h"
#include "contours/contours.h"
#include "registry/store.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;

Result<void> verify_one(registry::Store const& store, std::string const& id) {
  BASSIN_TRY(auto const snapshot, store.open(id));
  return snapshot->verify();
}

// Of those that the map shows, where some are loaded.
Result<void> verify_contours(base::FileSystem& files, std::string const& data) {
  auto const path = contours::image_path(data);
  if (!files.exists(path)) return {};
  BASSIN_TRY(auto const contours, contours::Contours::open(files, path));
  return contours->verify();
}

void tell(Label label, Error const& values, Session& session) {
  *session.environment.out << fill(label, values, session.language) << std::endl;
}

Result<std::vector<std::string>> wanted(Arguments const& arguments, registry::Store const& store) {
  std::vector<std::string> ids = arguments.positionals();
  if (arguments.has("--all")) {
    BASSIN_TRY(auto const entries, store.list());
    for (auto const& entry : entries) ids.push_back(entry.id);
  }
  if (ids.empty()) {
    BASSIN_TRY(auto id, store.current_id());
    ids.push_back(std::move(id));
  }
  return ids;
}

// Every snapshot is read, so that one run names all that is damaged; the exit code is that of the first.
Result<ExitCode> run(Arguments const& arguments, Session& session) {
  registry::Store const store(*session.environment.files, data_folder(arguments, session));
  BASSIN_TRY(auto const ids, wanted(arguments, store));
  auto code = ExitCode::ok;
  for (auto const& id : ids) {
    auto const checked = verify_one(store, id);
    tell(checked.ok() ? texts::snapshot_whole : texts::snapshot_damaged, Error("text", {{"id", id}}), session);
    if (checked.ok()) continue;
    *session.environment.err << "bassin: " << message_text(checked.error(), session.language) << "\n";
    if (code == ExitCode::ok) code = message_for(checked.error().code).exit;
  }
  auto const contours = verify_contours(*session.environment.files, data_folder(arguments, session));
  if (contours.ok()) return code;
  tell(texts::contours_damaged, Error("text", {}), session);
  *session.environment.err << "bassin: " << message_text(contours.error(), session.language) << "\n";
  return code == ExitCode::ok ? message_for(contours.error().code).exit : code;
}

constexpr OptionSpec options[] = {
    {"--all", OptionShape::flag, {"", ""}, texts::verify_all},
};
constexpr std::string_view examples[] = {"verify", "verify --all"};

}  // namespace

Command const verify_command{
    .name = "verify",
    .summary = texts::verify_summary,
    .details = texts::verify_details,
    .positional = PositionalSpec{{"ID", "ID"}, texts::verify_id, 0, 100},
    .groups = data_group,
    .options = options,
    .examples = examples,
    .run = run,
};

}  // namespace bassin::app
