// Runs a fuzzer over kept inputs: each file of the folder named on the command line, and the empty input.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

void replay(std::string const& input) {
  std::vector<std::uint8_t> const exact(input.begin(), input.end());  // no room behind it: the sanitizer sees a read past the end
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::string read(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char** argv) {
  replay("");
  int count = 1;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) continue;
    for (auto const& entry : std::filesystem::directory_iterator(argv[i])) {
      std::printf("%s\n", entry.path().filename().c_str());  // the last name printed is the input that failed
      std::fflush(stdout);
      replay(read(entry.path()));
      ++count;
    }
  }
  std::printf("%d inputs\n", count);
  return 0;
}
