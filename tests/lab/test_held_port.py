"""A port that JupyterLab has found is nobody else's until it answers there."""

import subprocess
import sys

TWO_THAT_START_AT_ONCE = """
import asyncio
import urllib.request

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from course_utils.lab.held_port import HoldsItsPort


class Hello(RequestHandler):
    def get(self):
        self.write("hello")


async def ask(server):
    server._http_server = HTTPServer(Application([("/", Hello)]))
    assert server._bind_http_server_tcp()
    address = f"http://127.0.0.1:{server.port}/"
    answer = await asyncio.to_thread(urllib.request.urlopen, address)
    server.http_server.stop()
    return answer.read().decode()


first = HoldsItsPort(ip="127.0.0.1", port=0)
first._find_http_port()
second = HoldsItsPort(ip="127.0.0.1", port=first.port)
second._find_http_port()
print(second.port != first.port, asyncio.run(ask(first)), asyncio.run(ask(second)))
"""


def test_of_two_that_start_at_once_each_answers_at_a_port_of_its_own() -> None:
    command = [sys.executable, "-c", TWO_THAT_START_AT_ONCE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "True hello hello\n", done.stderr
