#include "ingest/internal/codes.h"

#include <array>

namespace bassin::ingest::internal {

namespace {

constexpr std::string_view kind = "ingest.codes";
constexpr std::uint32_t version = 1;

std::string renamed_block(unsigned worker, std::string_view column) {
  return "renamed." + std::to_string(worker) + "." + std::string(column);
}

}  // namespace

WorkerCodes::WorkerCodes(std::span<CodedColumn const> columns, unsigned workers) : columns_(columns), builders_(workers) {
  for (auto& builders : builders_) builders.resize(columns.size());
}

base::Result<void> WorkerCodes::write(base::FileSystem& files, std::string const& path) {
  column::ImageWriter image(files, path, std::string(kind), version);
  auto const workers = static_cast<std::uint32_t>(builders_.size());
  image.write<std::uint32_t>("workers", std::span(&workers, 1));
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    column::DictionaryBuilder merged;
    std::vector<std::vector<std::uint32_t>> renamed(builders_.size());
    for (std::size_t worker = 0; worker < builders_.size(); ++worker) {
      auto& local = builders_[worker][c];
      for (std::uint32_t code = 0; code < local.size(); ++code) renamed[worker].push_back(merged.code(local.text(code)));
      local = {};
    }
    if (merged.size() - 1 > columns_[c].limit) {
      return base::Error("ingest.too_many_values",
                         {{"column", std::string(columns_[c].name)}, {"limit", std::to_string(columns_[c].limit)}});
    }
    auto const sorted = merged.sort();
    for (unsigned worker = 0; worker < renamed.size(); ++worker) {
      for (auto& code : renamed[worker]) code = sorted[code];
      image.write<std::uint32_t>(renamed_block(worker, columns_[c].name), renamed[worker]);
    }
    merged.write(image, std::string(columns_[c].name));
  }
  BASSIN_DO(image.finish());
  return {};
}

base::Result<MergedCodes> MergedCodes::open(base::FileSystem& files, std::string const& path, std::span<CodedColumn const> columns) {
  MergedCodes codes;
  codes.columns_ = columns;
  BASSIN_TRY(codes.image_, column::Image::open(files, path, kind, version));
  BASSIN_TRY(auto const workers, codes.image_->column<std::uint32_t>("workers"));
  codes.renamed_.resize(workers.empty() ? 0 : workers[0]);
  for (auto const& column : columns) {
    BASSIN_TRY(auto dictionary, column::Dictionary::open(*codes.image_, std::string(column.name)));
    codes.dictionaries_.push_back(dictionary);
    for (unsigned worker = 0; worker < codes.renamed_.size(); ++worker) {
      BASSIN_TRY(auto const renamed, codes.image_->column<std::uint32_t>(renamed_block(worker, column.name)));
      codes.renamed_[worker].push_back(renamed.all());
    }
  }
  return codes;
}

base::Result<void> MergedCodes::copy_into(column::ImageWriter& image) const {
  for (auto const& column : columns_) {
    auto const offsets_name = std::string(column.name) + ".offsets";
    auto const bytes_name = std::string(column.name) + ".bytes";
    BASSIN_TRY(auto const offsets, image_->column<std::uint32_t>(offsets_name));
    BASSIN_TRY(auto const bytes, image_->column<char>(bytes_name));
    image.write<std::uint32_t>(offsets_name, offsets.all());
    image.write<char>(bytes_name, bytes.all());
  }
  return {};
}

}  // namespace bassin::ingest::internal
