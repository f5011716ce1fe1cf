#include "app/export_parts.h"

#include <fmt/format.h>

#include "app/context.h"
#include "app/format.h"
#include "app/question.h"
#include "app/row_columns.h"
#include "app/texts.h"
#include "app/texts_campaign.h"
#include "app/texts_exposure.h"
#include "base/uuid.h"

namespace bassin::app {
namespace {

using service::ExportCell;
using Kind = ExportCell::Kind;

std::string joined(std::vector<std::string> const& parts, std::string_view between) { return fmt::format("{}", fmt::join(parts, between)); }

ExportCell listed(CodedList const& list) {
  std::vector<std::string> codes, shown;
  for (auto const& coded : list) {
    codes.push_back(coded.code);
    shown.push_back(coded.shown);
  }
  return {codes.empty() ? Kind::absent : Kind::text, joined(codes, "|"), joined(shown, ", ")};
}

struct ToExport {
  ExportCell operator()(Absent) const { return {}; }
  ExportCell operator()(Masked) const { return {Kind::masked, {}, {}}; }
  ExportCell operator()(std::string const& text) const { return {Kind::text, text, {}}; }
  ExportCell operator()(std::int64_t number) const { return {Kind::number, std::to_string(number), {}}; }
  ExportCell operator()(Quantity const& quantity) const {
    return {Kind::number, fmt::format("{:.{}f}", quantity.value, quantity.decimals), {}};
  }
  ExportCell operator()(base::Date date) const { return {Kind::date, base::to_iso(date), {}}; }
  ExportCell operator()(bool yes) const { return {Kind::yes_no, yes ? "true" : "false", {}}; }
  ExportCell operator()(Codes const& codes) const { return {codes.empty() ? Kind::absent : Kind::text, joined(codes, "|"), {}}; }
  ExportCell operator()(Coded const& coded) const { return {Kind::text, coded.code, coded.shown}; }
  ExportCell operator()(CodedList const& list) const { return listed(list); }
};

class Columns final : public service::ExportTable {
 public:
  Columns(RowTable table, Language language) : table_(std::move(table)) {
    for (auto const& column : table_.table().columns) {
      ids_.push_back(column.id);
      titles_.push_back(say(column.title, language));
    }
  }
  [[nodiscard]] std::vector<std::string> const& ids() const override { return ids_; }
  [[nodiscard]] std::vector<std::string> const& titles() const override { return titles_; }
  [[nodiscard]] std::vector<ExportCell> line(query::Row const& row) const override {
    std::vector<ExportCell> out;
    for (auto const& cell : table_.line(row).cells) out.push_back(std::visit(ToExport{}, cell));
    return out;
  }

 private:
  RowTable table_;
  std::vector<std::string> ids_, titles_;
};

// Files have "[ND]" where tables have a word.
std::string why_masked(Language language) {
  auto const text = say(texts::why_masked, language);
  return "[ND]" + text.substr(text.find(']') + 1);
}

service::ExportNotes notes_of(std::shared_ptr<query::View const> const& view, query::Filter const& filter,
                              query::PreparedFilter const& prepared, query::Scope const& scope, std::uint64_t rows, Language language) {
  Answer answer;
  add_context(answer, Question{{view, prepared.audience(), {}}, filter, {}}, scope, rows, language);
  // Where it cannot be counted the rest still holds, and the rows say of themselves how they were placed.
  (void)add_zone_precision(answer, prepared, language).ok();
  service::ExportNotes out;
  out.headline = joined(answer.headline, " · ");
  for (auto const& caveat : answer.caveats) out.caveats.push_back(caveat.text);
  if (prepared.audience() != registry::Audience::agent) out.caveats.push_back(why_masked(language));
  for (auto const& source : answer.sources) out.sources.push_back(say({"Source : ", "Source: "}, language) + source);
  return out;
}

service::Recipients recipients_of(std::string const& campaign, std::uint64_t rows, Language language) {
  service::Recipients out;
  for (auto const& column : texts::recipient_columns) {
    out.ids.emplace_back(column.id);
    out.titles.push_back(say(column.title, language));
  }
  out.sheet = say(texts::recipients, language);
  out.notes.headline = fmt::format("{} · {} · {}", campaign, rows, out.sheet);
  out.notes.caveats.push_back(say(texts::recipients_caveat, language));
  return out;
}

service::Recipients exposed_of(std::uint64_t rows, Language language) {
  service::Recipients out;
  for (auto const& column : texts::exposure_columns) {
    out.ids.emplace_back(column.id);
    out.titles.push_back(say(column.title, language));
  }
  out.sheet = say(texts::exposed, language);
  out.notes.headline = fmt::format("{} · {}", out.sheet, rows);
  out.notes.caveats.push_back(say(texts::exposed_caveat, language));
  return out;
}

}  // namespace

service::ExportParts export_parts(base::FileSystem& files, std::string folder) {
  service::ExportParts parts;
  parts.table = [](std::optional<std::string> const& columns,
                   Language language) -> base::Result<std::shared_ptr<service::ExportTable const>> {
    BASSIN_TRY(auto table, RowTable::of(columns, language));
    return std::shared_ptr<service::ExportTable const>(std::make_shared<Columns>(std::move(table), language));
  };
  parts.notes = notes_of;
  parts.recipients = recipients_of;
  parts.exposure = exposed_of;
  parts.files = &files;
  parts.temporary_name = [folder = std::move(folder)] { return folder + "/bassin-export-" + base::new_uuid(); };
  return parts;
}

}  // namespace bassin::app
