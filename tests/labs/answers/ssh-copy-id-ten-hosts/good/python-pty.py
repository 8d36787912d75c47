#!/usr/bin/env python3
"""No sshpass: a terminal of our own types the password."""
import os, pathlib, pty, subprocess, sys
home = pathlib.Path.home()
password = (home / "password.txt").read_text().strip()
subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / ".ssh/id_ed25519"], check=True)
key = (home / ".ssh/id_ed25519.pub").read_text().strip()
remote = (f"umask 077; mkdir -p .ssh; chmod 700 .ssh; cd .ssh; touch authorized_keys; "
          f"[ -z \"$(tail -c1 authorized_keys)\" ] || echo >> authorized_keys; "
          f"grep -qF '{key}' authorized_keys || echo '{key}' >> authorized_keys")
for ip in (home / "hosts.txt").read_text().split():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("ssh", ["ssh", "-o", "StrictHostKeyChecking=accept-new", ip, remote])
    seen, told = b"", False
    while True:
        try:
            data = os.read(terminal, 1024)
        except OSError:
            break
        if not data:
            break
        seen += data
        if not told and b"assword:" in seen:
            os.write(terminal, password.encode() + b"\n")
            told = True
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0:
        sys.exit(f"{ip}: {seen!r}")
