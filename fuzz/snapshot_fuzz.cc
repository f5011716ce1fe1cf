// A small snapshot of which some bytes are not those that were written: opened, and asked. The first three bytes of the
// input say which file is changed, how, and what is asked; the rest are the changes.
//
// Bytes changed without their checksums must never show: the answer is the true one or "image.damaged". Where checksums are
// made right again, any answer and any error will do, but no read or write out of bounds and no undefined behaviour.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "query/search.h"
#include "query/testing/answer_text_test_support.h"
#include "query/testing/image_bytes_test_support.h"
#include "query/testing/memory_files_test_support.h"
#include "query/testing/random_question_test_support.h"
#include "query/testing/records_test_support.h"
#include "registry/name_index_builder.h"

namespace {

using namespace bassin;
using query::testing::text_of;

constexpr std::array<std::string_view, 7> file_names = {"manifest.json", "establishments.img", "positions.img", "units.img",
                                                        "history.img",   "names.img",          "orders.img"};
constexpr std::size_t changes_most = 16;
// So many that the first few of a list are walked in the order kept, not searched for; a page of them.
constexpr std::size_t rows = 1000, page_rows = 4;

void require(bool holds) {
  if (!holds) std::abort();
}

// What is changed, after the file of the snapshot.
enum class How : std::uint8_t {
  bytes,      // any bytes
  content,    // bytes of blocks
  directory,  // numbers of its directory, whose checksum is made right
  header,     // the header, whose checksum is made right
  length,     // the length of the file, checksums made right
  blocks,     // lengths of blocks, all checksums made right
  values,     // whole values of blocks, all checksums made right
  count
};

class Input {
 public:
  Input(std::uint8_t const* data, std::size_t size) : data_(data), size_(size) {}
  [[nodiscard]] bool empty() const { return size_ == 0; }
  template <class T>
  T take() {
    T value{};
    auto const taken = std::min(sizeof(T), size_);
    if (taken != 0) std::memcpy(&value, data_, taken);
    data_ += taken;
    size_ -= taken;
    return value;
  }
  std::string_view take(std::size_t length) {
    std::string_view const text(reinterpret_cast<char const*>(data_), std::min(length, size_));
    data_ += text.size();
    size_ -= text.size();
    return text;
  }

 private:
  std::uint8_t const* data_;
  std::size_t size_;
};

// The snapshot, and what a question of it answers when all is well.
struct World {
  query::testing::RegisterRecord record = query::testing::draw_register({.seed = 7, .rows = rows, .communes = 10});
  query::testing::MemoryFiles files;
  std::map<std::string_view, std::string> clean;  // by file_names
  std::shared_ptr<query::Overlay const> overlay = query::testing::draw_overlay(record, 7);
  query::Filter everything, narrow;
  std::map<std::uint8_t, std::string> answers;

  World() {
    auto const bare = query::testing::make_snapshot(record, files, "s");
    require(registry::build_name_index(files, bare->establishments(), bare->units(), "s", "s/names.img").ok());
    for (auto const name : file_names) clean[name] = files.bytes(path(name));
    everything.field = reference::Field::all;
    everything.state = query::StateFilter::any;
    narrow = everything;
    narrow.territories.push_back(*reference::find_territory("dep:77", base::make_date(2026, 1, 1)));
    narrow.at = base::make_date(2008, 6, 1);
    narrow.activities = {{reference::Nomenclature::naf_rev2, "I"}, {reference::Nomenclature::naf_rev2, "62"}};
    narrow.employer = registry::Tri::yes;
    narrow.zone = *query::radius_zone("around", *geo::Point::from_degrees(2.88, 48.87), 20'000);
  }
  static std::string path(std::string_view name) { return "s/" + std::string(name); }
};

// A block by the checksum of its name, or the next: kept inputs mean the same block when others come beside it.
query::testing::DirectoryEntry chosen_block(std::string const& bytes, Input& input) {
  auto const entries = query::testing::directory_of(bytes);
  auto const key = input.take<std::uint16_t>();
  auto const after = [key](query::testing::DirectoryEntry const& entry) {
    return static_cast<std::uint16_t>(base::checksum(entry.name) - key);
  };
  auto const found = std::min_element(entries.begin(), entries.end(), [&](auto const& a, auto const& b) { return after(a) < after(b); });
  return found == entries.end() ? query::testing::DirectoryEntry{} : *found;
}

void flip(std::string& bytes, std::size_t at, Input& input) { bytes[at] ^= static_cast<char>(input.take<std::uint8_t>()); }

void change_content(std::string& bytes, Input& input) {
  auto const entry = chosen_block(bytes, input);
  auto const at = input.take<std::uint16_t>();
  if (entry.count != 0) flip(bytes, static_cast<std::size_t>(entry.offset + at % entry.bytes()), input);
}

void change_number(std::string& bytes, Input& input) {
  auto const at = chosen_block(bytes, input).numbers;
  constexpr std::array<std::size_t, 5> fields = {0, query::testing::count_at, query::testing::offset_at, query::testing::count_at + 4,
                                                 query::testing::offset_at + 4};
  auto const field = fields[input.take<std::uint8_t>() % fields.size()];
  if (at != 0) query::testing::put(bytes, at + field, input.take<std::uint32_t>());
}

void change_block(std::string& bytes, Input& input) {
  auto const entry = chosen_block(bytes, input);
  auto const count = input.take<std::uint16_t>();
  if (entry.numbers != 0) query::testing::put(bytes, entry.numbers + query::testing::count_at, std::uint64_t{count});
}

void change_value(std::string& bytes, Input& input) {
  auto const entry = chosen_block(bytes, input);
  auto const element = input.take<std::uint16_t>() % std::max<std::uint64_t>(1, entry.count);
  auto const value = input.take<std::uint32_t>();
  if (entry.count == 0) return;
  auto const at = static_cast<std::size_t>(entry.offset + element * entry.element_bytes);
  std::memcpy(bytes.data() + at, &value, std::min<std::size_t>(sizeof value, entry.element_bytes));
}

void change_image(std::string& bytes, How how, Input& input) {
  switch (how) {
    case How::bytes: flip(bytes, input.take<std::uint32_t>() % bytes.size(), input); break;
    case How::content: change_content(bytes, input); break;
    case How::directory: change_number(bytes, input); break;
    case How::header: flip(bytes, input.take<std::uint8_t>() % std::size_t{40}, input); break;
    case How::length: bytes.resize(input.take<std::uint32_t>() % (2 * bytes.size()) + query::testing::image_directory); break;
    case How::blocks: change_block(bytes, input); break;
    default: change_value(bytes, input);
  }
}

void make_right(std::string& bytes, How how) {
  if (how == How::bytes || how == How::content) return;
  if (how == How::blocks || how == How::values) query::testing::repair_chunks(bytes);
  query::testing::repair_header(bytes);
}

// The checksum of a manifest made right, as registry::to_json writes it.
std::string sealed(std::string const& json) {
  auto const text = json.substr(0, std::min(json.rfind(",\n  \"checksum\": "), json.rfind('}')));
  return fmt::format("{},\n  \"checksum\": \"{:016x}\"\n}}\n", text, base::checksum(text + "\n}"));
}

// Pieces of the manifest replaced, or another one as a whole; each with its checksum made right or not.
void change_manifest(std::string& json, How how, Input& input) {
  bool const in_pieces = how == How::bytes || how == How::values;
  if (!in_pieces) json = input.take(std::size_t{1} << 20U);
  for (std::size_t i = 0; in_pieces && i < changes_most && !input.empty(); ++i) {
    auto const at = input.take<std::uint16_t>() % (json.size() + 1);
    auto const removed = input.take<std::uint8_t>();
    json.replace(at, removed, input.take(std::size_t{input.take<std::uint8_t>()}));
  }
  if (how != How::bytes && how != How::content) json = sealed(json);
}

struct Asked {
  query::View const& view;
  query::PreparedFilter const& filter;
  registry::Audience audience;
};

template <class Answer>
std::string said(base::Result<Answer> const& answer) {
  return answer.ok() ? text_of(*answer) : std::string(answer.error().code);
}

std::string ask_facets(Asked const& asked, std::size_t first) {
  query::FacetRequest request;
  auto const last = std::min(first + 16, query::dimension_count);
  for (auto d = first; d < last; ++d) request.dimensions.push_back(static_cast<query::Dimension>(d));
  return said(query::facets(asked.filter, request));
}

std::string ask_pages(Asked const& asked, query::SortKey key) {
  query::PageRequest request{{key, *geo::Point::from_degrees(2.9, 48.8)}, page_rows, "", true};
  std::string out;
  for (int i = 0; i < 3; ++i) {
    auto const page = query::page(asked.filter, request);
    out += said(page);
    if (!page.ok() || page->next.empty()) break;
    request.cursor = page->next;
  }
  return out;
}

std::string ask_files(Asked const& asked, query::testing::RegisterRecord const& record) {
  std::string out;
  for (std::size_t i = 0; i < record.rows.size(); i += 90) {
    out += said(query::describe(asked.view, query::BusinessId::of(record.siret(record.rows[i])), asked.audience));
  }
  return out + said(query::describe(asked.view, query::BusinessId::of_local("b000"), asked.audience));
}

std::string ask_search(Asked const& asked, std::shared_ptr<query::View const> const& view, query::Filter const& filter) {
  std::string out;
  for (auto const* text : {"moulin", "bulangerie", "zenit garage", "les tro", "cafedu moulin", "100000007", "10000001400010"}) {
    auto const found = query::search(view, {text, filter, 10}, asked.audience);
    if (!found.ok()) return std::string(found.error().code);
    for (auto const& hit : found->hits) out += asked.view.id_of(hit.row).text() + " " + hit.name + "\n";
  }
  return out;
}

constexpr int of_series = 4;  // takes no date and no state

// One question of the snapshot, chosen by a byte: the answer as text, or the code of the error.
std::string ask(World const& world, std::shared_ptr<registry::Snapshot const> const& snapshot, std::uint8_t question) {
  auto const view = query::View::of(snapshot, world.overlay);
  if (!view.ok()) return std::string(view.error().code);
  auto const audience = question % 2 == 0 ? registry::Audience::open : registry::Audience::agent;
  auto filter = question % 4 < 2 ? world.everything : world.narrow;
  auto const kind = question / 4 % 16;
  if (kind == of_series) {
    filter.at.reset();
    filter.state.reset();
  }
  auto const prepared = query::prepare(*view, filter, audience);
  if (!prepared.ok()) return std::string(prepared.error().code);
  Asked const asked{**view, *prepared, audience};
  switch (kind) {
    case 0: return ask_facets(asked, 0);
    case 1: return ask_facets(asked, 16);
    case 2: return said(query::count(*prepared, {query::Dimension::subclass, query::Dimension::epci}));
    case 3: return said(query::count(*prepared, {query::Dimension::unit_category, query::Dimension::created_year}));
    case of_series: return said(query::series(*prepared, {query::Step::year, base::make_date(1999, 1, 1), base::make_date(2024, 1, 1)}));
    case 5: return ask_files(asked, world.record);
    case 6:
    case 7: return ask_search(asked, *view, filter);
    default: return ask_pages(asked, static_cast<query::SortKey>(kind % 8));
  }
}

// The error of opening or asking; of bytes that only differ from what their checksums say, the question is answered as ever
// or not at all.
void open_and_ask(World& world, std::uint8_t question, bool checksums_stand) {
  auto const snapshot = registry::Snapshot::open(world.files, "s");
  if (!snapshot.ok()) return;
  require(registry::parse_manifest(registry::to_json((*snapshot)->manifest()), "manifest").ok());
  auto const answer = ask(world, *snapshot, question);
  auto const verified = (*snapshot)->verify();
  require(verified.ok() || verified.error().code == "image.damaged" || verified.error().code == "image.inconsistent");
  if (!checksums_stand) return;
  bool const damaged = answer.find("image.damaged") != std::string::npos;
  if (damaged) return require(!verified.ok());
  require(answer == world.answers.at(question));
}

World& world_with(std::uint8_t question) {
  static World world;
  if (world.answers.contains(question)) return world;
  auto const& answer = world.answers[question] = ask(world, registry::Snapshot::open(world.files, "s").value(), question);
  require(!answer.empty() && !answer.starts_with("query.") && !answer.starts_with("search."));
  return world;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Input input(data, size);
  auto const name = file_names[input.take<std::uint8_t>() % file_names.size()];
  auto const how = static_cast<How>(input.take<std::uint8_t>() % static_cast<std::uint8_t>(How::count));
  auto const question = input.take<std::uint8_t>();
  auto& world = world_with(question);
  auto bytes = world.clean.at(name);
  bool const manifest = name == file_names[0];
  if (manifest) {
    change_manifest(bytes, how, input);
  } else {
    for (std::size_t i = 0; i < changes_most && !input.empty(); ++i) change_image(bytes, how, input);
    make_right(bytes, how);
  }
  bytes.shrink_to_fit();  // no room behind it: the sanitizer sees a read past the end
  auto& file = world.files.bytes(World::path(name));
  file = std::move(bytes);
  open_and_ask(world, question, how == How::bytes || how == How::content);
  file = world.clean.at(name);
  return 0;
}
