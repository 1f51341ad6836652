"""Runs a command in a network of its own, behind a NAT that forgets connections on which no packet travelled.

Usage: forgetful-nat.py IDLE-SECONDS UNIX-SOCKET COMMAND...   (in a user and network namespace: unshare -r -n)

What the command sends to 10.9.0.2 goes into a TUN device. The NAT below takes it out, exchanges the two addresses
(which leaves every checksum right) and puts it back, so that it comes to 10.9.0.1 as if from outside. A relay listens
there and hands the bytes to a Unix socket, which reaches over the border of the network. A packet of a connection that
was silent for too long is swallowed, unless it begins a new one. Packets are counted as they are: TCP keep-alives too.
"""

import asyncio
import fcntl
import os
import struct
import subprocess
import sys
import time

TUNSETIFF, IFF_TUN_NO_PI = 0x400454CA, 0x1001
HERE, PORT = "10.9.0.1", 4450
SYN = 0x02


def open_tunnel():
    tunnel = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tunnel, TUNSETIFF, struct.pack("16sH", b"tun0", IFF_TUN_NO_PI))
    for arguments in (["addr", "add", HERE + "/30", "dev", "tun0"], ["link", "set", "tun0", "up"]):
        subprocess.run(["ip", *arguments], check=True)
    return tunnel


def translate(tunnel, idle):
    last = {}

    def on_packet():
        packet = os.read(tunnel, 65535)
        if packet[0] >> 4 != 4 or packet[9] != 6:
            return
        header = (packet[0] & 15) * 4
        flow = frozenset(struct.unpack_from("!HH", packet, header))
        now = time.monotonic()
        if not packet[header + 13] & SYN and now - last.get(flow, 0) > idle:
            return
        last[flow] = now
        os.write(tunnel, packet[:12] + packet[16:20] + packet[12:16] + packet[20:])

    return on_packet


async def carry(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
    except ConnectionError:
        pass
    finally:
        writer.close()


async def main(idle, path, *command):
    tunnel = open_tunnel()
    asyncio.get_running_loop().add_reader(tunnel, translate(tunnel, float(idle)))

    async def relay(reader, writer):
        far_reader, far_writer = await asyncio.open_unix_connection(path)
        await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))

    await asyncio.start_server(relay, HERE, PORT)
    child = await asyncio.create_subprocess_exec(*command)
    return await child.wait()


sys.exit(asyncio.run(main(*sys.argv[1:])))
