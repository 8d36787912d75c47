// Run by the build: writes the table of GBK that readable.cc holds. For each first byte 81..FE and each second byte
// 40..FE two bytes, the lower one first: the character's number, or 0 where there is none. A static program cannot rely
// on the C library's own tables: they are shared libraries of just the same version.
#include <iconv.h>

#include <cstdio>

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::FILE* file = std::fopen(arguments[1], "wb");
  const iconv_t gbk = ::iconv_open("UTF-16LE", "GBK");
  if (file == nullptr || gbk == reinterpret_cast<iconv_t>(-1)) return 1;
  for (int first = 0x81; first <= 0xFE; ++first) {
    for (int second = 0x40; second <= 0xFE; ++second) {
      char in[] = {static_cast<char>(first), static_cast<char>(second)};
      char out[8] = {};
      char* from = in;
      char* to = out;
      std::size_t in_left = sizeof(in);
      std::size_t out_left = sizeof(out);
      ::iconv(gbk, nullptr, nullptr, nullptr, nullptr);
      const bool is_character =
          ::iconv(gbk, &from, &in_left, &to, &out_left) != static_cast<std::size_t>(-1) && sizeof(out) - out_left == 2;
      if (!is_character) out[0] = out[1] = 0;
      std::fwrite(out, 1, 2, file);
    }
  }
  return std::fclose(file) == 0 ? 0 : 1;
}
