// What a learner typed into the editor of a course's system, which hands it out as an HTML page. Called by Collect.
#pragma once

#include <string>
#include <string_view>

namespace shellab {

// The page's text as a script: paragraphs and <br> end lines, entities are their characters, no-break spaces (which
// such editors put for the second of two blanks) are blanks. Keeps blanks within a line as <pre> does. Never fails:
// what is no HTML comes out as it is.
std::string ScriptOfHtml(std::string_view html);

}  // namespace shellab
