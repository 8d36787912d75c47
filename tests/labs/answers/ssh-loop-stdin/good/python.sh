cat > new <<'END'
#!/usr/bin/python3
import subprocess, sys
with open(sys.argv[1]) as lines:
    for line in lines:
        address = line.rstrip("\n")
        if address and not address.startswith("#"):
            print("==", address, flush=True)
            subprocess.run(["ssh", address, sys.argv[2]], stdin=subprocess.DEVNULL)
END
chmod +x new && mv new collect.sh
