# sed: three lines in the pattern space; the middle one is printed if any of them has a 2.
sed -n '
1 s/^/\n/
:window
$! {
  N
  /2/ { h; s/^[^\n]*\n\([^\n]*\)\n.*/\1/p; g; }
  s/^[^\n]*\n//
  b window
}
/2/ s/^.*\n//p
' test.txt
