#!/bin/bash
# Writes app.log, the same for the same SEED on any day and host. Every file holds all that tells a right answer from
# a nearly right one, so each seed alone catches every mistake in wrong/.
set -eu

# gawk by name: it brings its own random(), so a seed gives the same numbers whatever the libc or the `awk` in use.
gawk '
function below(n) { return int(rand() * n) }

function one(list,   words) { return words[1 + below(split(list, words, "|"))] }

# A line of the log with `text`, in which @ stands for a number. Often it has the same time as the one before.
function entry(text) {
  if (below(3) == 0) second += 1 + below(40)
  gsub(/@/, 1 + below(900), text)
  return sprintf("2024-03-01 %02d:%02d:%02d %s", second / 3600, second / 60 % 60, second % 60, text)
}

# A line without ERROR, nor does it hold the word in any other spelling.
function other() {
  switch (below(12)) {
  case 0: return "    at app.Pool.take(Pool.java:77)"
  case 1: return ""
  case 2: return "\tpath C:\\temp\\new\\7.dat"
  }
  return entry(one("INFO  [web-1] GET /orders/@ 200 in @ ms|INFO  [web-2] POST /login 302|DEBUG [db] 3 rows in @ ms" \
                   "|INFO  [jobs] * cleanup done, 91% free|WARN  [db] slow query, @ ms|INFO  [web-1] 用户 @ 已登录" \
                   "|DEBUG [cache] hit for key user:@|WARN  [disk] 85% used|INFO  [jobs] mail queue holds @"))
}

function hit(form) {
  switch (form) {
  case "word": return entry("WARN  [mail] @ ERRORS in the last hour")
  case "code": return entry("INFO  [jobs] job @ ended with IO_ERROR")
  case "later": return entry("INFO  [audit] level set to ERROR by admin")
  case "twice": return entry("ERROR [db] server said: ERROR @")
  }
  return entry(one("ERROR [db] connection lost after @ ms|ERROR [web-2] order @ not saved|ERROR [mail] 发送失败，编号 @" \
                   "|ERROR [disk] cannot write C:\\temp\\@"))
}

# Adds the next line with ERROR, `distance` lines after the last one, and other lines between them; half-way one that
# only looks like an ERROR, if `form` is the name of such a decoy.
function next_hit(distance, form,   i) {
  for (i = 1; i < distance; i++)
    line[++lines] = i == int(distance / 2) && form in decoys ? entry(decoys[form]) : other()
  line[++lines] = hit(form)
}

BEGIN {
  srand(ENVIRON["SEED"])
  second = 8 * 3600 + below(3600)
  decoys["small"] = "INFO  [web-1] GET /error.html 200 in @ ms"
  decoys["capital"] = "WARN  [web-2] Error page shown to user @"
  decoys["cut"] = "WARN  [net] ERR_TIMEOUT, attempt @"

  # What every file has: how many lines lie from one ERROR to the next, then its form or the decoy before it. Up to 20
  # the windows overlap, at 21 they touch, from 22 on lines between them are left out. A unit with two distances has an
  # ERROR in its middle that stands alone.
  count = split("1|1|4|11|15|20|21|22|23 word 24|25 code 23|24 later 22|26 twice 25|44 small|46 capital|42 cut", \
                units, "|")
  total = count + 1 + below(4)
  while (count < total) units[++count] = 1 + below(30)
  for (i = count; i > 1; i--) {
    j = 1 + below(i)
    swapped = units[i]
    units[i] = units[j]
    units[j] = swapped
  }

  # Fewer than ten lines lie before the first ERROR and after the last one, and no other window covers theirs.
  next_hit(3 + below(7))
  next_hit(23)
  for (i = 1; i <= count; i++) {
    delete unit
    split(units[i], unit, " ")
    next_hit(unit[1], unit[2])
    if (unit[3]) {
      middle = lines
      next_hit(unit[3])
      # The same lines stand around each of them, two next to each other: only their place tells them apart.
      line[middle - 2] = line[middle - 1] = line[middle + 3] = "    at app.Pool.take(Pool.java:77)"
      line[middle + 2] = ""
      line[middle + 1] = "\tpath C:\\temp\\new\\7.dat"
    }
  }
  next_hit(31)
  for (i = 1 + below(7); i > 0; i--) line[++lines] = other()
  line[++lines] = entry("INFO  [jobs] nothing left to do")  # never empty: an answer may lack the last newline
  for (i = 1; i <= lines; i++) print line[i]
}' > app.log

chmod 0644 app.log
chown student: app.log
touch -d '2024-03-01 18:00:00 UTC' app.log
