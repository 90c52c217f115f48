"""Start the stand-in and say on which port it listens."""

import sys

from tests.fake_shops.server import serve

if __name__ == "__main__":
    with serve() as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()
