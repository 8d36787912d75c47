#include "grader/report/html/page.h"

// The assembler puts the files in whole; those of the script one after the other.
__asm__(R"(
  .section .rodata
  .balign 16
shellab_page_begin:
  .incbin "page.html"
shellab_page_end:
shellab_style_begin:
  .incbin "page.css"
shellab_style_end:
shellab_script_begin:
  .incbin "words.js"
  .incbin "data.js"
  .incbin "dom.js"
  .incbin "overview.js"
  .incbin "labs.js"
  .incbin "matrix.js"
  .incbin "learner.js"
  .incbin "main.js"
shellab_script_end:
  .global shellab_page_begin, shellab_page_end, shellab_style_begin, shellab_style_end
  .global shellab_script_begin, shellab_script_end
  .previous
)");

extern "C" {
extern const char shellab_page_begin[];
extern const char shellab_page_end[];
extern const char shellab_style_begin[];
extern const char shellab_style_end[];
extern const char shellab_script_begin[];
extern const char shellab_script_end[];
}

namespace shellab {

std::string_view HtmlPage() { return {shellab_page_begin, shellab_page_end}; }
std::string_view HtmlStyle() { return {shellab_style_begin, shellab_style_end}; }
std::string_view HtmlScript() { return {shellab_script_begin, shellab_script_end}; }

}  // namespace shellab
