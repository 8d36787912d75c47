// The program that reads an archive for shellab, which starts it with descriptor 3 open on the archive, requests on
// standard input and replies on standard output. Its arguments are the limits: entries, then bytes.
#include <cstdint>
#include <string>

#include "grader/submission/archive_service.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  shellab::ServeArchive({std::stoull(argv[1]), std::stoull(argv[2])});
}
