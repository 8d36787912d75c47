#!/bin/bash
# Writes test.txt, the same for the same SEED on any day and host. Every file holds all that tells a right answer from
# a nearly right one, so each seed alone catches every mistake in wrong/.
set -eu

# gawk by name: it brings its own random(), so a seed gives the same numbers whatever the libc or the `awk` in use.
gawk '
# Folds a seed of any number of digits into the 31 bits that srand() takes, exactly.
function fold(digits,   folded, i) {
  for (i = 1; i <= length(digits); i++) folded = (folded * 10 + substr(digits, i, 1)) % 2147483647
  return folded
}

function below(n) { return int(rand() * n) }

function word(kind, unlike,   picked) {
  do picked = words[kind, 1 + below(counts[kind])]; while (picked == unlike)
  return picked
}

function any(unlike,   draw) {
  draw = below(10)
  return word(draw < 2 ? "quoted" : draw < 4 ? "foreign" : "plain", unlike)
}

# A line whose last-but-one column is `value`. Both its neighbours differ from it, and neither is empty: splitting at
# runs of commas then shows, and so does counting one column too few or too many.
function row(columns, value,   line, c) {
  for (c = 1; c <= columns - 3; c++) line = line (below(8) ? any() : "") ","
  if (columns > 2) line = line any(value) ","
  return line value "," any(value)
}

function words_are(kind, list,   split_words, i) {
  counts[kind] = split(list, split_words, "|")
  for (i = 1; i <= counts[kind]; i++) words[kind, i] = split_words[i]
}

BEGIN {
  srand(fold(ENVIRON["SEED"]))
  words_are("plain", "web01|web02|web03|db01|db02|cache01|gw01|mq01|nginx|mysqld|redis|sshd|up|down|idle|22|80|443" \
                     "|3306|6379|8080|0042|10.0.3.17|10.0.3.24|192.168.1.5|2023-11-05|2024-02-29|ops@example.com")
  words_are("quoted", "\"web server\"|\"load balancer\"|\"message queue\"|\"file store\"|\"测试 环境\"|\"生产 环境\"" \
                      "|\"standby\"|\"on call\"")
  words_are("foreign", "北京|上海|广州|深圳|成都|杭州|西安|Montréal|Orléans|Besançon")

  # What every file has: columns (0: any number from 3) and what the last-but-one holds. "again": the same as in the
  # line before, which `uniq` would swallow.
  count = split("2 plain|2 plain|2 quoted|2 empty|3 plain|3 quoted|3 empty|0 quoted|0 foreign|0 empty|12 plain" \
                "|0 again", shapes, "|")
  total = 20 + below(41)
  while (count < total - 2) shapes[++count] = (2 + below(11)) " " (below(9) ? "any" : "empty")
  for (i = count; i > 1; i--) {
    j = 1 + below(i)
    swapped = shapes[i]
    shapes[i] = shapes[j]
    shapes[j] = swapped
  }

  # Neither the first nor the last line has an empty last-but-one: sorted output is never in the right order.
  value = any()
  text = row(2 + below(11), value)
  for (i = 1; i <= count; i++) {
    split(shapes[i], shape, " ")
    columns = shape[1] ? shape[1] : 3 + below(10)
    if (shape[2] == "any") value = any()
    else if (shape[2] == "empty") value = ""
    else if (shape[2] != "again") value = word(shape[2])
    text = text "\n" row(columns, value)
  }
  text = text "\n" row(2 + below(11), any())
  print text
}' > test.txt

chmod 0644 test.txt
chown student: test.txt
touch -d '2024-03-01 09:00:00 UTC' test.txt
