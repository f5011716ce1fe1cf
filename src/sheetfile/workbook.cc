#include "sheetfile/workbook.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "sheetfile/xlsx_text.h"
#include "sheetfile/xml.h"

namespace bassin::sheetfile {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t strings_most = 2'000'000;
constexpr std::size_t styles_most = 70'000;  // Excel keeps 65,490

// The folder of a part and the target that it names, put together: "xl/workbook.xml" and "../a/./b.xml" give "a/b.xml". What leads out of
// the archive names nothing in it.
std::string resolved(std::string_view from, std::string_view target) {
  auto const slash = from.rfind('/');
  std::string whole(target.starts_with('/') || slash == std::string_view::npos ? std::string_view() : from.substr(0, slash + 1));
  whole.append(target.starts_with('/') ? target.substr(1) : target);
  std::vector<std::string_view> steps;
  for (std::string_view rest(whole); !rest.empty();) {
    auto const end = rest.find('/');
    auto const step = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (step == ".." && !steps.empty()) {
      steps.pop_back();
    } else if (step != "." && step != ".." && !step.empty()) {
      steps.push_back(step);
    }
  }
  std::string out;
  for (auto const step : steps) out.append(out.empty() ? "" : "/").append(step);
  return out;
}

std::string relations_of(std::string_view part) {
  auto const slash = part.rfind('/');
  auto const folder = slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
  return std::string(folder) + "_rels/" + std::string(part.substr(folder.size())) + ".rels";
}

struct Relation {
  std::string kind;  // the last word of its type: "worksheet"
  std::string part;
};

class Relations final : public XmlHandler {
 public:
  explicit Relations(std::string_view from) : from_(from) {}
  Result<void> start(std::string_view name, Attributes const& attributes) override {
    if (name != "Relationship" || attributes.text("TargetMode") == "External" || list.size() > styles_most) return {};
    auto const type = attributes.text("Type");
    list.emplace(attributes.text("Id"),
                 Relation{std::string(type.substr(type.rfind('/') + 1)), resolved(from_, attributes.text("Target"))});
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }

  [[nodiscard]] std::optional<std::string> of_kind(std::string_view kind) const {
    auto const found = std::find_if(list.begin(), list.end(), [&](auto const& entry) { return entry.second.kind == kind; });
    return found == list.end() ? std::nullopt : std::optional(found->second.part);
  }

  std::map<std::string, Relation, std::less<>> list;

 private:
  std::string_view from_;
};

class Sheets final : public XmlHandler {
 public:
  Sheets(Relations const& relations, Workbook& book, std::size_t most) : relations_(relations), book_(book), most_(most) {}
  Result<void> start(std::string_view name, Attributes const& attributes) override {
    if (name == "workbookPr") {
      auto const value = attributes.text("date1904");
      book_.from_1904 = value == "1" || value == "true";
    }
    if (name != "sheet") return {};
    auto const relation = relations_.list.find(attributes.text("id"));
    if (relation == relations_.list.end() || relation->second.kind != "worksheet") return {};  // a sheet of nothing but a chart
    if (book_.sheets.size() == most_) return Error("sheetfile.limit", {{"what", "sheets"}, {"limit", std::to_string(most_)}});
    auto const state = attributes.text("state");
    book_.sheets.push_back({std::string(attributes.text("name")), relation->second.part, state == "hidden" || state == "veryHidden"});
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }

 private:
  Relations const& relations_;
  Workbook& book_;
  std::size_t most_;
};

class Styles final : public XmlHandler {
 public:
  explicit Styles(std::vector<NumberFormat>& formats) : formats_(formats) {}
  Result<void> start(std::string_view name, Attributes const& attributes) override {
    if (name == "cellXfs") in_cells_ = true;
    auto const id = attributes.number("numFmtId", 1'000'000);
    if (name == "numFmt" && id && own_.size() < styles_most) own_[*id] = parse_format(attributes.text("formatCode"));
    if (name != "xf" || !in_cells_) return {};
    if (formats_.size() == styles_most) return Error("sheetfile.limit", {{"what", "styles"}, {"limit", std::to_string(styles_most)}});
    auto const own = own_.find(id.value_or(0));
    formats_.push_back(own != own_.end() ? own->second : builtin_format(id.value_or(0)));
    return {};
  }
  Result<void> end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
    return {};
  }

 private:
  std::vector<NumberFormat>& formats_;
  std::map<std::size_t, NumberFormat> own_;
  bool in_cells_ = false;
};

class Strings final : public XmlHandler {
 public:
  Strings(std::vector<std::string>& strings, Limits const& limits) : strings_(strings), limits_(limits) {}
  Result<void> start(std::string_view name, Attributes const&) override {
    text_.start(name);
    return {};
  }
  void text(std::string_view text) override { text_.text(text); }
  Result<void> end(std::string_view name) override {
    text_.end(name);
    if (name != "si") return {};
    auto taken = text_.take();
    bytes_ += taken.size();
    if (strings_.size() == strings_most) return Error("sheetfile.limit", {{"what", "texts"}, {"limit", std::to_string(strings_most)}});
    if (bytes_ > limits_.text_bytes) return Error("sheetfile.limit", {{"what", "text"}, {"limit", std::to_string(limits_.text_bytes)}});
    strings_.push_back(std::move(taken));
    return {};
  }

 private:
  std::vector<std::string>& strings_;
  Limits const& limits_;
  RichText text_{limits_.cell_bytes};
  std::size_t bytes_ = 0;
};

}  // namespace

Result<Workbook> read_workbook(Parts& parts, Limits const& limits) {
  Relations package("");
  BASSIN_DO(read_xml(parts, "_rels/.rels", package));
  auto const part = package.of_kind("officeDocument").value_or("xl/workbook.xml");
  Relations relations(part);
  BASSIN_DO(read_xml(parts, relations_of(part), relations));
  Workbook book;
  Sheets sheets(relations, book, limits.sheets);
  BASSIN_TRY(bool const there, read_xml(parts, part, sheets));
  if (!there) return Error("sheetfile.unreadable", {{"detail", part + " is missing"}});
  if (book.sheets.empty()) return Error("sheetfile.not_a_sheet", {{"detail", "a workbook without a sheet of cells"}});
  Styles styles(book.formats);
  BASSIN_DO(read_xml(parts, relations.of_kind("styles").value_or(std::string()), styles));
  Strings strings(book.strings, limits);
  BASSIN_DO(read_xml(parts, relations.of_kind("sharedStrings").value_or(std::string()), strings));
  return book;
}

}  // namespace bassin::sheetfile
