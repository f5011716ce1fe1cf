// Lists of establishments as files. What a column says, and what a file says of itself, are the program's words: `app`
// gives both, so that a file over HTTP holds what the command line prints.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "reference/language.h"

namespace bassin::base {
class FileSystem;
}
namespace bassin::query {
class PreparedFilter;
class View;
struct Filter;
struct Row;
struct Scope;
}  // namespace bassin::query

namespace bassin::service {

class Routes;
struct Call;

struct ExportCell {
  enum class Kind : std::uint8_t { absent, masked, text, number, date, yes_no };
  Kind kind = Kind::absent;
  std::string text;   // of a number and a date as JSON writes them; "true", "false"; several texts between bars
  std::string shown;  // of a code: the words in which a person reads it
};

class ExportTable {
 public:
  virtual ~ExportTable() = default;
  [[nodiscard]] virtual std::vector<std::string> const& ids() const = 0;
  [[nodiscard]] virtual std::vector<std::string> const& titles() const = 0;
  [[nodiscard]] virtual std::vector<ExportCell> line(query::Row const& row) const = 0;
};

// What must stay with the figures wherever they go.
struct ExportNotes {
  std::string headline;  // how many, of which field, state, date and place
  std::vector<std::string> caveats;
  std::vector<std::string> sources;  // with date and licence
};

// What the trail keeps of one export.
struct ExportRecord {
  std::string format;    // "csv"
  std::string question;  // the request's parameters as they came
  std::string snapshot;
  std::uint64_t rows = 0;
  std::string zone;  // the name that the zone of the question had, whatever becomes of it; ""
};

struct Recipients {
  std::vector<std::string> ids, titles;
  ExportNotes notes;
  std::string sheet;
};

struct ExportParts {
  // `columns`: "siret,name"; nothing: all. Errors: "app.unknown_column".
  std::function<base::Result<std::shared_ptr<ExportTable const>>(std::optional<std::string> const& columns, reference::Language)> table;
  std::function<ExportNotes(std::shared_ptr<query::View const> const&, query::Filter const&, query::PreparedFilter const&,
                            query::Scope const&, std::uint64_t rows, reference::Language)>
      notes;
  // Before the first row leaves; an export that cannot be recorded is none.
  std::function<base::Result<void>(Call const&, ExportRecord const&)> record;
  // Of a campaign's file of recipients: ids and titles of its columns, the name of its sheet and what it says of itself.
  std::function<Recipients(std::string const& campaign, std::uint64_t rows, reference::Language)> recipients;
  // The same of the list of exposed businesses.
  std::function<Recipients(std::uint64_t rows, reference::Language)> exposure;
  base::FileSystem* files = nullptr;
  // A name that no file has yet, in a folder for files that do not stay.
  std::function<std::string()> temporary_name;
};

// GET /api/v1/exports/establishments.csv, .xlsx and .geojson. `parts` outlives the router.
void add_export_endpoints(Routes& routes, ExportParts const& parts);

}  // namespace bassin::service
