# python: looks at the lines around each one; the output ends without a newline.
python3 - <<'END'
lines = open("app.log", "rb").read().splitlines()
near = [line for i, line in enumerate(lines) if b"ERROR" in b"\n".join(lines[max(0, i - 10):i + 11])]
import sys
sys.stdout.buffer.write(b"\n".join(near))
END
