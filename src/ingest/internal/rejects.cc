#include "ingest/internal/rejects.h"

#include <algorithm>

namespace bassin::ingest::internal {

namespace {

constexpr std::string_view header = "file,line,reason,text\n";
constexpr std::size_t step = 1U << 20U;

std::string_view identifier_or_none(std::string_view text) {
  bool const digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && (text.size() == 9 || text.size() == 14) ? text : std::string_view();
}

std::string_view without_quotes(std::string_view field) {
  if (field.starts_with('"')) field.remove_prefix(1);
  if (field.ends_with('"')) field.remove_suffix(1);
  return field;
}

}  // namespace

std::string_view shown_text(csv::Record const& record, std::string_view diffusion, std::string_view identifier) {
  return diffusion == "O" ? record.raw : identifier_or_none(identifier);
}

std::string_view shown_unread(csv::Record const& record, char separator, bool states_diffusion) {
  std::string_view identifier;
  bool all = states_diffusion;
  for (auto rest = record.raw; !rest.empty();) {
    auto const end = std::min(std::min(rest.find(separator), rest.find('\n')), rest.size());
    auto const field = without_quotes(rest.substr(0, end));
    all = all && field != "P" && field != "N";
    identifier = std::max(identifier, identifier_or_none(field), [](auto const& a, auto const& b) { return a.size() < b.size(); });
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all ? record.raw : identifier;
}

std::string padded(std::uint64_t identifier, std::size_t digits) {
  auto const text = std::to_string(identifier);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

base::Result<void> join_rejects(base::FileSystem& files, std::vector<std::string> const& parts, std::string const& path) {
  auto const temporary = path + ".tmp";
  BASSIN_TRY(auto const out, files.create_private(temporary));
  BASSIN_DO(out->append(header));
  for (auto const& part : parts) {
    BASSIN_TRY(auto const mapped, files.map(part));
    for (auto rest = mapped->text(); !rest.empty(); rest.remove_prefix(std::min(step, rest.size()))) {
      BASSIN_DO(out->append(rest.substr(0, step)));
    }
  }
  BASSIN_DO(out->sync());
  BASSIN_DO(out->close());
  BASSIN_DO(files.rename(temporary, path));
  return files.sync_directory(base::parent_of(path));
}

}  // namespace bassin::ingest::internal
