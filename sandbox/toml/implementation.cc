// The one place where toml++ is compiled (its TOML_IMPLEMENTATION).
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
