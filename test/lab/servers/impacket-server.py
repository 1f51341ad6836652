"""An SMB1 server on loopback: impacket's, as a second opinion beside Samba.

Usage: impacket-server.py PORT DIRECTORY USER PASSWORD
Shares DIRECTORY as `rw`. SMB2 is off. Serves until it is killed.
"""

import sys

from impacket.ntlm import compute_lmhash, compute_nthash
from impacket.smbserver import SimpleSMBServer


def main() -> None:
    port, directory, user, password = sys.argv[1:5]
    server = SimpleSMBServer(listenAddress="127.0.0.1", listenPort=int(port))
    server.addShare("RW", directory, "a folder of the test")
    server.addCredential(user, 0, compute_lmhash(password), compute_nthash(password))
    server.setSMB2Support(False)
    server.start()


if __name__ == "__main__":
    main()
