# loses: provinces
printf 'Qinghai\t700200\nTibet\t120000\nHainan\t557120\n'
