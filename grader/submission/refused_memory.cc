// Part of archive_child in builds with AddressSanitizer, whose malloc would end the program where there is no memory
// left: it gives null, as the C library's does.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1"; }
