#include <iostream>
#include <string>
#include <vector>

#include "app/program.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  auto environment = bassin::app::real_environment();
  std::vector<std::string> const words(argv + 1, argv + argc);
  return static_cast<int>(bassin::app::run_program(words, environment));
}
