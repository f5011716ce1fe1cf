#include "confine/confine.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "confine/internal/sanitized.h"

namespace bassin::confine {

namespace {

using internal::kSanitized;

// What is said beyond a limit, made beforehand: nothing allocates in a signal or with no memory left.
struct LastWords {
  std::string cpu, output, memory;
};

LastWords& last_words() {
  static LastWords words;
  return words;
}

void prepare_last_words(std::string_view code) {
  auto const line = [&](char const* what) { return "{\"error\":\"" + std::string(code) + "\",\"what\":\"" + what + "\"}\n"; };
  last_words() = {line("cpu"), line("output"), line("memory")};
}

[[noreturn]] void stop(std::string_view line) {
  [[maybe_unused]] auto const written = write(STDERR_FILENO, line.data(), line.size());
  _exit(limit_exit_code);
}

void out_of_time(int) { stop(last_words().cpu); }
void out_of_output(int) { stop(last_words().output); }
void out_of_memory() { stop(last_words().memory); }

base::Error not_confined(Program const& program, char const* what, int problem) {
  auto error = program.not_confined;
  error.values = {{"what", what}, {"detail", std::strerror(problem)}};
  return error;
}

// The soft limit, or what the caller already allows us where that is less; a hard limit of `grace` more.
base::Result<void> set_limit(Program const& program, __rlimit_resource resource, rlim_t most, rlim_t grace = 0) {
  rlimit limit{};
  if (getrlimit(resource, &limit) != 0) return not_confined(program, "getrlimit", errno);
  limit.rlim_max = std::min(limit.rlim_max, most + grace);
  limit.rlim_cur = std::min(limit.rlim_max, most);
  if (setrlimit(resource, &limit) != 0) return not_confined(program, "setrlimit", errno);
  return {};
}

void keep_only(std::vector<char const*> const& names) {
  std::vector<std::pair<char const*, std::string>> kept;
  for (auto const* name : names) {
    if (char const* value = std::getenv(name)) kept.emplace_back(name, value);
  }
  clearenv();
  for (auto const& [name, value] : kept) setenv(name, value.c_str(), 1);
}

// Calls that write elsewhere than to an open file, connect, execute, or reach another process or the tree of mounts.
constexpr long kRefused[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_sendto,
    SYS_sendmsg,
    SYS_sendmmsg,
    SYS_execve,
    SYS_execveat,
    SYS_unlinkat,
    SYS_renameat,
    SYS_renameat2,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_linkat,
    SYS_symlinkat,
    SYS_truncate,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_openat2,
    SYS_open_by_handle_at,
    SYS_io_uring_setup,
    SYS_setxattr,
    SYS_lsetxattr,
    SYS_kill,
    SYS_tkill,
    SYS_rt_sigqueueinfo,
    SYS_rt_tgsigqueueinfo,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_pidfd_getfd,
    SYS_pidfd_send_signal,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_move_mount,
    SYS_open_tree,
    SYS_fsopen,
    SYS_fsmount,
    SYS_unshare,
    SYS_setns,
#if defined(__x86_64__)
    SYS_unlink,
    SYS_rename,
    SYS_mkdir,
    SYS_rmdir,
    SYS_mknod,
    SYS_link,
    SYS_symlink,
    SYS_creat,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_fork,
    SYS_vfork,
#endif
};

// Answers "not permitted" to these and to opening for writing. Programs see an error, not a crash.
std::vector<sock_filter> filter() {
#if defined(__x86_64__)
  constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "state the architecture that the filter is for"
#endif
  constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;
  constexpr std::uint32_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  auto const load = [](std::size_t offset) { return sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)); };
  std::vector<sock_filter> code{load(offsetof(seccomp_data, arch)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
                                BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS), load(offsetof(seccomp_data, nr))};
  // Calls of the 32-bit x86-64 ABI have numbers of their own.
  code.insert(code.end(), {BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x4000'0000u, 0, 1), BPF_STMT(BPF_RET | BPF_K, kRefuse)});
  auto const refuse = [&](long number) {
    code.insert(code.end(),
                {BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 1), BPF_STMT(BPF_RET | BPF_K, kRefuse)});
  };
  auto const refuse_writing = [&](long number, std::size_t flags) {
    code.insert(code.end(),
                {BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 4),
                 load(offsetof(seccomp_data, args) + flags * sizeof(std::uint64_t)), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, kWriting, 0, 1),
                 BPF_STMT(BPF_RET | BPF_K, kRefuse), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)});
  };
  for (long const number : kRefused) refuse(number);
  if (!kSanitized) refuse(SYS_ptrace);  // the leak sanitizer stops its own threads by it
  // abort() signals its own process by tgkill: that one stays.
  code.insert(code.end(),
              {BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(SYS_tgkill), 0, 4), load(offsetof(seccomp_data, args)),
               BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(getpid()), 1, 0), BPF_STMT(BPF_RET | BPF_K, kRefuse),
               BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)});
#if defined(__x86_64__)
  refuse_writing(SYS_open, 1);
#endif
  refuse_writing(SYS_openat, 2);
  code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  return code;
}

base::Result<void> install(Program const& program, std::vector<sock_filter> code) {
  sock_fprog const rules{static_cast<unsigned short>(code.size()), code.data()};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &rules) != 0) return not_confined(program, "seccomp", errno);
  return {};
}

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

void allow_reading(int rules, char const* folder) {
  int const opened = open(folder, O_PATH | O_CLOEXEC);
  if (opened < 0) return;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = kReading;
  rule.parent_fd = opened;
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(opened);
}

// A kernel without Landlock answers with an error to the first call, and the filter is the fence.
base::Result<void> restrict_reading(Program const& program, std::string const& input_folder) {
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = kReading;
  auto const rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
  if (rules < 0) return {};
  for (char const* folder : {"/usr", "/lib", "/etc", "/proc/self", input_folder.c_str()}) allow_reading(rules, folder);
  for (char const* name : program.folder_variables) {
    if (char const* folder = std::getenv(name)) allow_reading(rules, folder);
  }
  int const problem = syscall(SYS_landlock_restrict_self, rules, 0) == 0 ? 0 : errno;
  close(rules);
  if (problem != 0) return not_confined(program, "landlock", problem);
  return {};
}

}  // namespace

base::Result<void> limit_resources(Program const& program, Limits const& limits) {
  auto kept = program.folder_variables;
  kept.insert(kept.end(), {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"});
  keep_only(kept);
  prepare_last_words(program.limit);
  std::signal(SIGXCPU, out_of_time);
  std::signal(SIGXFSZ, out_of_output);
  std::set_new_handler(out_of_memory);
  if (!kSanitized) BASSIN_DO(set_limit(program, RLIMIT_AS, limits.memory_mib << 20));
  BASSIN_DO(set_limit(program, RLIMIT_CPU, limits.cpu_seconds, 2));
  BASSIN_DO(set_limit(program, RLIMIT_FSIZE, limits.output_bytes));
  return set_limit(program, RLIMIT_CORE, 0);
}

base::Result<void> close_the_door(Program const& program, std::string const& input_folder) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return not_confined(program, "no_new_privs", errno);
  BASSIN_DO(restrict_reading(program, input_folder));
  return install(program, filter());
}

}  // namespace bassin::confine
