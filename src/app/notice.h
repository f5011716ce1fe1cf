// The confidentiality notice that every agent accepts at the first sign-in, every three months, and when its text changes.
#pragma once

namespace bassin::app {

// In French, as it binds: the language of the convention.
extern char const* const notice_text;

}  // namespace bassin::app
