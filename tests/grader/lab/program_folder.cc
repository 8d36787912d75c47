// Prints its ProgramFolder() and the last of its LabRoots(), a line each: find_test.cc runs a copy of it from
// elsewhere.
#include <cstdio>

#include "grader/lab/find.h"

int main() {
  std::printf("%s\n%s\n", shellab::ProgramFolder().c_str(), shellab::LabRoots({}).back().c_str());
  return 0;
}
