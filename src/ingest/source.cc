#include "ingest/source.h"

#include <algorithm>
#include <utility>

#include "ingest/csv.h"
#include "ingest/internal/archive.h"
#include "ingest/internal/page_hint.h"

namespace bassin::ingest {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t header_limit = 1U << 16U;
constexpr std::size_t line_limit = 64U << 20U;

std::string name_of(std::string const& path) { return path.substr(path.find_last_of('/') + 1); }

// Lines in `text`, whose last may lack its end.
std::uint64_t line_ends(std::string_view text) { return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')); }

class AnySource : public Source {
 public:
  // Reads the header from the start of the text; returns the bytes that it takes.
  base::Result<std::size_t> take_header(std::string_view text) {
    auto const mark = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    auto const line = text.substr(mark, text.substr(mark, header_limit).find('\n'));
    if (text.size() == mark) return base::Error("ingest.empty_file", {{"file", name_}});
    bool const is_text = line.size() < header_limit && line.find('\0') == std::string_view::npos;
    if (!is_text) return unknown_file(name_, "");
    separator_ = std::count(line.begin(), line.end(), ';') > std::count(line.begin(), line.end(), ',') ? ';' : ',';
    csv::Splitter splitter({.separator = separator_});
    splitter.start(line, 1);
    csv::Record record;
    if (splitter.next(record)) header_.assign(record.fields.begin(), record.fields.end());
    return std::min(mark + line.size() + 1, text.size());
  }

 protected:
  explicit AnySource(std::string name) { name_ = std::move(name); }
  [[nodiscard]] csv::Shape shape() const { return {.separator = separator_, .columns = header_.size()}; }
  [[nodiscard]] base::Error line_too_long() const {
    return base::Error("ingest.line_too_long", {{"file", name_}, {"line", std::to_string(line_)}});
  }
  std::uint64_t line_ = 2;
};

class PlainSource final : public AnySource {
 public:
  PlainSource(std::shared_ptr<base::MappedFile const> file, std::string name, std::size_t block_bytes)
      : AnySource(std::move(name)), file_(std::move(file)), hint_(file_->text()), block_bytes_(block_bytes) {}

  base::Result<void> start() {
    BASSIN_TRY(auto const header_bytes, take_header(file_->text()));
    position_ = header_bytes;
    return {};
  }

  base::Result<std::optional<RecordBlock>> next() override {
    hint_.done_before(position_ > kept_back ? position_ - kept_back : 0);
    auto const rest = file_->text().substr(position_);
    if (rest.empty()) return std::optional<RecordBlock>();
    for (auto wanted = block_bytes_;; wanted *= 2) {
      auto const text = rest.substr(0, wanted);
      auto const cut = csv::cut_block(text, shape(), text.size() == rest.size());
      if (cut > 0) return block(text.substr(0, cut));
      if (wanted > line_limit) return line_too_long();
    }
  }

  [[nodiscard]] std::uint64_t done_bytes() const override { return position_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t total_bytes() const override { return file_->bytes().size(); }
  [[nodiscard]] std::uint64_t text_bytes() const override { return file_->bytes().size(); }

 private:
  // Blocks handed out may still be read: pages of this many bytes before the position are kept.
  static constexpr std::size_t kept_back = 32U << 20U;

  std::optional<RecordBlock> block(std::string_view text) {
    RecordBlock made{.text = text, .first_line = line_, .keeps = file_};
    line_ += line_ends(text);
    position_ += text.size();
    return made;
  }

  std::shared_ptr<base::MappedFile const> file_;
  internal::PageHint hint_;
  std::size_t block_bytes_;
  std::atomic<std::size_t> position_ = 0;
};

class PackedSource final : public AnySource {
 public:
  PackedSource(std::shared_ptr<base::MappedFile const> file, std::unique_ptr<internal::Archive> archive, std::string name,
               std::size_t block_bytes)
      : AnySource(std::move(name)), file_(std::move(file)), hint_(file_->text()), archive_(std::move(archive)), block_bytes_(block_bytes) {}

  base::Result<void> start() {
    while (pending_.size() < header_limit && pending_.find('\n') == std::string::npos && !ended_) BASSIN_DO(fill());
    BASSIN_TRY(auto const header_bytes, take_header(pending_));
    pending_.erase(0, header_bytes);
    return {};
  }

  base::Result<std::optional<RecordBlock>> next() override {
    hint_.done_before(done_bytes() > packed_kept ? done_bytes() - packed_kept : 0);
    for (auto wanted = block_bytes_;; wanted *= 2) {
      while (pending_.size() < wanted && !ended_) BASSIN_DO(fill());
      if (pending_.empty()) return std::optional<RecordBlock>();
      auto const cut = csv::cut_block(pending_, shape(), ended_);
      if (cut > 0) return block(cut);
      if (wanted > line_limit) return line_too_long();
    }
  }

  [[nodiscard]] std::uint64_t done_bytes() const override { return packed_done_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t total_bytes() const override { return file_->bytes().size(); }
  [[nodiscard]] std::uint64_t text_bytes() const override { return archive_->text_bytes(); }

 private:
  static constexpr std::size_t packed_kept = 8U << 20U;  // the archive may look back a little

  base::Result<void> fill() {
    auto const before = pending_.size();
    BASSIN_DO(archive_->read(pending_, block_bytes_));
    ended_ = pending_.size() == before;
    packed_done_.store(archive_->packed_done(), std::memory_order_relaxed);
    return {};
  }

  std::optional<RecordBlock> block(std::size_t cut) {
    auto const text = std::make_shared<std::string>(std::move(pending_));
    pending_.assign(*text, cut);
    pending_.reserve(block_bytes_ * 2);
    RecordBlock made{.text = std::string_view(*text).substr(0, cut), .first_line = line_, .keeps = text};
    line_ += line_ends(made.text);
    return made;
  }

  std::shared_ptr<base::MappedFile const> file_;
  internal::PageHint hint_;
  std::unique_ptr<internal::Archive> archive_;
  std::size_t block_bytes_;
  std::string pending_;
  bool ended_ = false;
  std::atomic<std::uint64_t> packed_done_ = 0;
};

}  // namespace

base::Error unknown_file(std::string const& file, std::string found) {
  return base::Error("ingest.unknown_file",
                     {{"file", file},
                      {"found", std::move(found)},
                      {"accepted",
                       "StockEtablissement, StockUniteLegale, StockEtablissementHistorique, GeolocalisationEtablissement, "
                       "siret + longitude + latitude"}});
}

base::Result<std::unique_ptr<Source>> open_source(base::FileSystem& files, std::string const& path, std::size_t block_bytes) {
  BASSIN_TRY(auto mapped, files.map(path));
  std::shared_ptr<base::MappedFile const> const file(std::move(mapped));
  auto const name = name_of(path);
  if (file->bytes().empty()) return base::Error("ingest.empty_file", {{"file", name}});
  if (internal::looks_packed(file->text())) {
    BASSIN_TRY(auto archive, internal::Archive::open(file->text(), name));
    auto source = std::make_unique<PackedSource>(file, std::move(archive), name, block_bytes);
    BASSIN_DO(source->start());
    return std::unique_ptr<Source>(std::move(source));
  }
  auto source = std::make_unique<PlainSource>(file, name, block_bytes);
  BASSIN_DO(source->start());
  return std::unique_ptr<Source>(std::move(source));
}

}  // namespace bassin::ingest
