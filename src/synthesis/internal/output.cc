#include "synthesis/internal/output.h"

namespace bassin::synthesis::internal {
namespace {

constexpr std::size_t piece = 1 << 20;
constexpr char const* provisional = ".partial";

}  // namespace

base::Result<void> OutputFile::flush(bool everything) {
  if (text_.size() == 0 || (text_.size() < piece && !everything)) return {};
  bytes_ += text_.size();
  BASSIN_DO(sink_->write(text_.view()));
  text_.clear();
  return {};
}

base::Result<void> OutputFile::finish() {
  BASSIN_DO(flush(true));
  return sink_->finish();
}

Output::~Output() {
  if (published_) return;
  open_.clear();  // closes them first
  for (auto const& path : paths_) static_cast<void>(files_.remove(path + provisional));
}

base::Result<OutputFile*> Output::open(std::string const& name, char separator, std::string_view header) {
  std::string const path = folder_ + "/" + name + (zipped_ ? ".zip" : ".csv");
  paths_.push_back(path);
  BASSIN_TRY(auto sink, zipped_ ? open_zip(files_, path + provisional, name + ".csv") : open_plain(files_, path + provisional));
  open_.push_back(std::make_unique<OutputFile>(std::move(sink), path, separator));
  open_.back()->text().raw(header);
  return open_.back().get();
}

base::Result<void> Output::write_whole(std::string const& name, std::string_view content) {
  std::string const path = folder_ + "/" + name;
  paths_.push_back(path);
  BASSIN_TRY(auto file, files_.create(path + provisional));
  BASSIN_DO(file->append(content));
  return file->close();
}

base::Result<void> Output::flush() {
  for (auto const& file : open_) BASSIN_DO(file->flush());
  return {};
}

base::Result<void> Output::publish() {
  for (auto const& file : open_) BASSIN_DO(file->finish());
  for (auto const& path : paths_) BASSIN_DO(files_.rename(path + provisional, path));
  published_ = true;
  return files_.sync_directory(folder_);
}

std::uint64_t Output::bytes() const {
  std::uint64_t total = 0;
  for (auto const& file : open_) total += file->bytes();
  return total;
}

}  // namespace bassin::synthesis::internal
