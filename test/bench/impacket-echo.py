"""Times SMB1 echoes with impacket's client.

Usage: impacket-echo.py PORT COUNT
Prints the median in milliseconds.
"""

import statistics
import sys
import time

from impacket.smb import SMB


def main() -> None:
    port, count = int(sys.argv[1]), int(sys.argv[2])
    client = SMB("127.0.0.1", "127.0.0.1", sess_port=port)
    times = []
    for _ in range(count):
        start = time.perf_counter()
        client.echo("session-doctor-1")
        times.append((time.perf_counter() - start) * 1000)
    print(statistics.median(times))


if __name__ == "__main__":
    main()
