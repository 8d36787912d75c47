# python on the command line, in bytes.
python3 -c '
import sys
for line in sys.stdin.buffer.read().splitlines():
    sys.stdout.buffer.write(line.rsplit(b",", 2)[-2] + b"\n")
' < test.txt
