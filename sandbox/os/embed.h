// A file of the build as bytes of the program: guests' own programs and tables.
#pragma once

#include <string_view>

// At namespace scope: puts the file `path`, a string literal, into the program as SHELLAB_EMBEDDED(name). The target's
// CMake file makes the object depend on the file.
#define SHELLAB_EMBED(name, path)                                                                       \
  asm("  .section .rodata\n  .balign 16\n  .global shellab_" #name "_begin\n  .global shellab_" #name   \
      "_end\nshellab_" #name "_begin:\n  .incbin \"" path "\"\nshellab_" #name "_end:\n  .previous\n"); \
  extern "C" const char shellab_##name##_begin[];                                                       \
  extern "C" const char shellab_##name##_end[]

#define SHELLAB_EMBEDDED(name) \
  std::string_view { shellab_##name##_begin, shellab_##name##_end }
