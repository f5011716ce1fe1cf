#include "confine/confine.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "confine/internal/sanitized.h"

namespace bassin::confine {
namespace {

namespace fs = std::filesystem;

Program const reader{base::Error("reader.not_confined"), "reader.limit", {}};
constexpr int kPrevented = 1;
constexpr int kAllowed = 0;
constexpr int kOpen = 2;

// Does it in a child behind the closed door; the attempt answers as a system call does, negative when refused.
int behind_the_door(std::string const& folder, std::function<long()> const& attempt) {
  pid_t const child = fork();
  if (child == 0) {
    if (!close_the_door(reader, folder).ok()) _exit(kOpen);
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

TEST_F(Confine, PreventsReachingOtherProcesses) {
  pid_t const other = getpid();
  EXPECT_EQ(behind_the_door(folder_, [&] { return kill(other, 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return syscall(SYS_tkill, other, 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return syscall(SYS_tgkill, other, other, 0); }), kPrevented);
  int const pidfd = static_cast<int>(syscall(SYS_pidfd_open, other, 0));
  ASSERT_GE(pidfd, 0);
  EXPECT_EQ(behind_the_door(folder_, [&] { return syscall(SYS_pidfd_send_signal, pidfd, 0, nullptr, 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return syscall(SYS_pidfd_getfd, pidfd, 0, 0); }), kPrevented);
  close(pidfd);
  char byte = 0;
  iovec piece{&byte, 1};
  EXPECT_EQ(behind_the_door(folder_, [&] { return process_vm_readv(getpid(), &piece, 1, &piece, 1, 0); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [&] { return process_vm_writev(getpid(), &piece, 1, &piece, 1, 0); }), kPrevented);
}

TEST_F(Confine, PreventsTracing) {
  if (internal::kSanitized) GTEST_SKIP() << "the leak check traces its own process";
  EXPECT_EQ(behind_the_door(folder_, [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }), kPrevented);
}

TEST_F(Confine, PreventsMounts) {
  EXPECT_EQ(behind_the_door(folder_, [&] { return mount("tmpfs", folder_.c_str(), "tmpfs", 0, nullptr); }), kPrevented);
  EXPECT_EQ(behind_the_door(folder_, [] { return unshare(CLONE_NEWNS); }), kPrevented);
}

TEST_F(Confine, LetsAbortEndTheProcess) {
  EXPECT_EQ(behind_the_door(folder_, [] { return syscall(SYS_tgkill, getpid(), gettid(), 0); }), kAllowed);
}

// A system whose own filter refuses ours, as old containers do.
TEST_F(Confine, SaysThatTheDoorStaysOpen) {
  pid_t const child = fork();
  if (child == 0) {
    sock_filter code[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                          BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
                          BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)),
                          BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_SECCOMP, 0, 1),
                          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    sock_fprog const program{6, code};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) _exit(kAllowed);
    auto const closed = close_the_door(reader, folder_);
    _exit(!closed.ok() && closed.error().code == "reader.not_confined" && closed.error().value("what") == "seccomp" ? kOpen : kAllowed);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), kOpen);
}

TEST_F(Confine, PreventsReadingElsewhereWhereTheKernelCan) {
  if (syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) GTEST_SKIP() << "no Landlock";
  EXPECT_EQ(behind_the_door(folder_ + "inside", [&] { return open((folder_ + "input").c_str(), O_RDONLY); }), kPrevented);
}

}  // namespace
}  // namespace bassin::confine
