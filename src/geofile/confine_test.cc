#include "geofile/confine.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <gtest/gtest.h>

namespace bassin::geofile {
namespace {

namespace fs = std::filesystem;

constexpr int kPrevented = 1;
constexpr int kAllowed = 0;

// Does it in a child behind the closed door; the attempt answers as a system call does, negative when refused.
int behind_the_door(std::string const& folder, std::function<long()> const& attempt) {
  pid_t const child = fork();
  if (child == 0) {
    close_the_door(folder);
    _exit(attempt() < 0 ? kPrevented : kAllowed);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class Confine : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "confine_test_XXXXXX").string();
    folder_ = std::string(mkdtemp(pattern.data())) + "/";
    std::ofstream(folder_ + "input") << "x";
    fs::create_directory(folder_ + "inside");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string folder_;
};

TEST_F(Confine, LeavesTheInputReadable) {
  EXPECT_EQ(behind_the_door(folder_, [&] { return open((folder_ + "input").c_str(), O_RDONLY); }), kAllowed);
  EXPECT_EQ(behind_the_door(folder_, [&] { return open("/usr/share", O_RDONLY | O_DIRECTORY); }), kAllowed);
}

TEST_F(Confine, PreventsEveryChangeOfFiles) {
  std::string const input = folder_ + "input";
  EXPECT_EQ(behind_the_door(folder_, [&] { return open((folder_ + "new").c_str(), O_WRONLY | O_CREAT, 0600); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return open(input.c_str(), O_RDWR); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return open(folder_.c_str(), O_TMPFILE | O_RDWR, 0600); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return unlink(input.c_str()); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return rename(input.c_str(), (folder_ + "b").c_str()); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return mkdir((folder_ + "c").c_str(), 0700); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return rmdir((folder_ + "inside").c_str()); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return truncate(input.c_str(), 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return chmod(input.c_str(), 0777); }), kPrevented);
  EXPECT_EQ(fs::file_size(input), 1u);
}

TEST_F(Confine, PreventsNetworkAndPrograms) {
  EXPECT_EQ(behind_the_door(folder_, [] { return socket(AF_INET, SOCK_STREAM, 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [] { return socket(AF_UNIX, SOCK_STREAM, 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [] { return execl("/bin/true", "true", nullptr); }), kPrevented);
}

TEST_F(Confine, PreventsReadingElsewhereWhereTheKernelCan) {
  if (syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) GTEST_SKIP() << "no Landlock";
  EXPECT_EQ(behind_the_door(folder_ + "inside", [&] { return open((folder_ + "input").c_str(), O_RDONLY); }), kPrevented);
}

}  // namespace
}  // namespace bassin::geofile
