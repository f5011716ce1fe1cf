#include "ingest/internal/tally.h"

#include <algorithm>

namespace bassin::ingest::internal {

namespace {

constexpr std::size_t example_limit = 5;
constexpr std::size_t text_limit = 200;
constexpr std::size_t buffer_limit = 1U << 16U;

constexpr std::array<std::string_view, static_cast<std::size_t>(Reason::count)> ids{
    "wrong_field_count", "open_quote",      "bad_utf8",  "bad_siret",         "siret_mismatch", "duplicate_siret",
    "bad_siren",         "duplicate_siren", "bad_state", "bad_diffusion",     "bad_date",       "bad_commune",
    "text_too_long",     "bad_position",    "bad_epsg",  "duplicate_position"};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    out.push_back(c);
    if (c == '"') out.push_back(c);
  }
  return out + "\"";
}

void keep_smallest(std::vector<std::string>& examples, std::string_view example) {
  if (example.empty() || std::ranges::find(examples, example) != examples.end()) return;
  examples.insert(std::ranges::upper_bound(examples, example), std::string(example));
  if (examples.size() > example_limit) examples.pop_back();
}

}  // namespace

std::string_view id_of(Reason reason) { return ids[static_cast<std::size_t>(reason)]; }

void Notes::add(std::string_view code, std::string_view example, std::uint64_t rows) {
  auto found = notes_.find(code);
  if (found == notes_.end()) found = notes_.emplace(std::string(code), Note{.code = std::string(code)}).first;
  found->second.rows += rows;
  keep_smallest(found->second.examples, example);
}

void Notes::add(Notes const& other) {
  for (auto const& [code, note] : other.notes_) {
    add(code, {}, note.rows);
    for (auto const& example : note.examples) add(code, example, 0);
  }
}

std::vector<Note> Notes::list() const {
  std::vector<Note> all;
  for (auto const& [code, note] : notes_) all.push_back(note);
  return all;
}

Notes Notes::of(std::vector<Note> const& list) {
  Notes notes;
  for (auto const& note : list) notes.notes_.emplace(note.code, note);
  return notes;
}

void Tally::reject(std::uint64_t line, Reason reason, std::string_view shown) {
  rejects.push_back({line, reason, std::string(shown.substr(0, text_limit))});
}

void TallySink::add(Tally& tally) {
  rows_ += tally.rows;
  kept_ += tally.kept;
  out_of_scope_ += tally.out_of_scope;
  notes_.add(tally.notes);
  std::ranges::stable_sort(tally.rejects, {}, &Reject::line);
  for (auto const& reject : tally.rejects) {
    ++by_reason_[static_cast<std::size_t>(reject.reason)];
    if (status_.ok()) status_ = write(reject);
  }
  tally = Tally{};
}

base::Result<void> TallySink::write(Reject const& reject) {
  if (!out_) {
    BASSIN_TRY(out_, files_.create_private(path_));
  }
  buffer_ += quoted(source_name_) + "," + std::to_string(reject.line) + "," + std::string(id_of(reject.reason)) + "," +
             quoted(reject.beginning) + "\n";
  if (buffer_.size() < buffer_limit) return {};
  BASSIN_DO(out_->append(std::string_view(buffer_)));
  buffer_.clear();
  return {};
}

base::Result<void> TallySink::finish(SourceReport& report, std::vector<std::string>& made) {
  BASSIN_DO(status_);
  report.file.rows = rows_;
  report.file.kept = kept_;
  report.file.out_of_scope = out_of_scope_;
  for (std::size_t i = 0; i < by_reason_.size(); ++i) {
    if (by_reason_[i] > 0) report.rejected.push_back({std::string(ids[i]), by_reason_[i]});
    report.file.rejected += by_reason_[i];
  }
  if (!out_) return {};
  made.push_back(path_.substr(path_.find_last_of('/') + 1));
  BASSIN_DO(out_->append(std::string_view(buffer_)));
  return out_->close();
}

}  // namespace bassin::ingest::internal
