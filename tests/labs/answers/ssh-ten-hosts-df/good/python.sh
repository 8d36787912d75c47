#!/usr/bin/env python3
import concurrent.futures, pathlib, subprocess
home = pathlib.Path.home()
(home / "df").mkdir(exist_ok=True)
def ask(ip):
    return ip, subprocess.run(["ssh", "-o", "ConnectTimeout=10", ip, "df", "-h"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
hosts = (home / "hosts.txt").read_text().split()
with concurrent.futures.ThreadPoolExecutor(10) as pool:
    for ip, done in pool.map(ask, hosts):
        if done.returncode == 0:
            (home / "df" / f"{ip}.txt").write_text(done.stdout)
        else:
            (home / "down.txt").write_text(ip)
