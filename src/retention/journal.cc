#include "retention/journal.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/file.h"
#include "sql/erasure.h"
#include "sql/store.h"

namespace bassin::retention {

namespace {

using base::Result;
using support::Aged;

constexpr std::string_view first_line = "bassin purges 1\n";
constexpr std::size_t block = 250;

using Key = std::pair<Aged, std::string>;

std::set<Key> keys_of(std::vector<PurgedRecord> const& records) {
  std::set<Key> out;
  for (auto const& one : records) out.emplace(one.kind, one.id);
  return out;
}

// Those of `records` that `known` lacks, each once.
std::vector<PurgedRecord> lacking(std::vector<PurgedRecord> const& records, std::set<Key> known) {
  std::vector<PurgedRecord> out;
  for (auto const& one : records)
    if (known.emplace(one.kind, one.id).second) out.push_back(one);
  return out;
}

std::optional<PurgedRecord> parse_line(std::string_view line) {
  auto const one = line.find(' ');
  auto const two = line.find(' ', one + 1);
  if (one == std::string_view::npos || two == std::string_view::npos) return std::nullopt;
  auto const kind = support::parse_aged(line.substr(0, one));
  auto const id = line.substr(one + 1, two - one - 1);
  constexpr std::size_t uuid_length = 36;
  if (!kind || id.size() != uuid_length || id.find_first_not_of("0123456789abcdef-") != std::string_view::npos) return std::nullopt;
  return PurgedRecord{*kind, std::string(id), std::string(line.substr(two + 1))};
}

Result<std::vector<PurgedRecord>> read_journal(base::FileSystem& files, std::string const& path) {
  if (!files.exists(path)) return std::vector<PurgedRecord>();
  BASSIN_TRY(auto const text, files.read(path));
  return parse_journal(text);
}

Result<void> erase_some(sql::Session& session, Aged kind, std::vector<PurgedRecord> const& records) {
  std::vector<std::string> ids;
  for (auto const& one : records) ids.push_back(one.id);
  BASSIN_DO(support::erase_aged(session, kind, ids));
  return note_purged(session, records);
}

Result<void> erase_again(sql::Store& store, std::vector<PurgedRecord> const& records) {
  std::map<Aged, std::vector<PurgedRecord>> blocks;
  auto const erase = [&store](Aged kind, std::vector<PurgedRecord>& some) -> Result<void> {
    auto done = store.write([&](sql::Session& session) { return erase_some(session, kind, some); });
    some.clear();
    return done;
  };
  for (auto const& one : records) {
    auto& some = blocks[one.kind];
    some.push_back(one);
    if (some.size() == block) BASSIN_DO(erase(one.kind, some));
  }
  for (auto& [kind, some] : blocks) BASSIN_DO(erase(kind, some));
  return {};
}

}  // namespace

Result<void> note_purged(sql::Session& session, std::vector<PurgedRecord> const& records) {
  for (auto const& one : records) {
    BASSIN_DO(session.run("insert into purged_record (kind, record, at) values (:kind, :record, :at) on conflict do nothing",
                          {{"kind", support::id_of(one.kind)}, {"record", one.id}, {"at", one.at}}));
  }
  return {};
}

Result<std::vector<PurgedRecord>> purged_records(sql::Session& session) {
  BASSIN_TRY(auto const rows, session.rows("select kind, record, at from purged_record order by at, kind, record"));
  std::vector<PurgedRecord> out;
  for (auto const& row : rows) {
    auto const kind = support::parse_aged(row.text("kind"));
    if (kind) out.push_back({*kind, row.text("record"), row.text("at")});
  }
  return out;
}

std::vector<PurgedRecord> parse_journal(std::string_view text) {
  std::vector<PurgedRecord> out;
  while (!text.empty()) {
    auto const end = text.find('\n');
    if (end == std::string_view::npos) break;
    auto const record = parse_line(text.substr(0, end));
    if (record) out.push_back(*record);
    text.remove_prefix(end + 1);
  }
  return out;
}

Result<void> append_journal(base::FileSystem& files, std::string const& path, std::vector<PurgedRecord> const& records) {
  if (records.empty()) return {};
  std::string text;
  if (!files.exists(path)) {
    text = first_line;
  } else {
    BASSIN_TRY(auto const before, files.map(path));
    if (before->text().empty()) text = first_line;
    if (!before->text().empty() && !before->text().ends_with('\n')) text = "\n";  // the last line was cut off
  }
  for (auto const& one : records) text += fmt::format("{} {} {}\n", support::id_of(one.kind), one.id, one.at);
  BASSIN_TRY(auto const file, files.extend(path));
  BASSIN_DO(file->append(text));
  BASSIN_DO(file->sync());
  BASSIN_DO(file->close());
  return files.sync_directory(base::parent_of(path));
}

Result<std::uint64_t> keep_in_journal(base::FileSystem& files, std::string const& path, std::vector<PurgedRecord> const& records) {
  BASSIN_TRY(auto const written, read_journal(files, path));
  auto const fresh = lacking(records, keys_of(written));
  BASSIN_DO(append_journal(files, path, fresh));
  return fresh.size();
}

Result<TakenUp> take_up_journal(base::FileSystem& files, std::string const& path, sql::Store& store) {
  BASSIN_TRY(auto const written, read_journal(files, path));
  BASSIN_TRY(auto const known, store.read(purged_records));
  auto const again = lacking(written, keys_of(known));
  BASSIN_DO(erase_again(store, again));
  BASSIN_TRY(auto const fresh, keep_in_journal(files, path, known));
  if (!again.empty()) (void)sql::empty_journal(store);  // where somebody reads meanwhile, the next call does it
  return TakenUp{again.size(), fresh};
}

}  // namespace bassin::retention
