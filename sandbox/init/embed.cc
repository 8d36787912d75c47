#include "sandbox/init/embed.h"

asm(R"(
  .section .rodata
  .balign 16
  .global shellab_init_begin
  .global shellab_init_end
shellab_init_begin:
  .incbin ")" SHELLAB_INIT_PATH R"("
shellab_init_end:
  .previous
)");

extern "C" const char shellab_init_begin[];
extern "C" const char shellab_init_end[];

namespace shellab {

std::string_view InitProgram() { return {shellab_init_begin, shellab_init_end}; }

}  // namespace shellab
