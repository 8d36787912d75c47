// The sources of the HTML report's page, which lie beside this file and are part of the program. Used by html.cc alone.
#pragma once

#include <string_view>

namespace shellab {

// page.html, with {{name}} where html.cc puts something in.
std::string_view HtmlPage();
// page.css.
std::string_view HtmlStyle();
// The scripts as one.
std::string_view HtmlScript();

}  // namespace shellab
