// Whether this build watches itself.
#pragma once

namespace bassin::confine::internal {

// The address and thread sanitizers map terabytes that they never touch, and trace their own process to look for leaks; g++ names them by a
// macro, clang by a feature.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace bassin::confine::internal
