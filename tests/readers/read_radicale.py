"""Radicale, a calendar server: files are PUT into a collection, one after the other, which GET gives back."""

import http.client
import tempfile
import threading
from base64 import b64encode
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, make_server

from radicale import Application, config

from read_icalendar import meetings
from told import tell, whole

SIGNED_IN = {"Authorization": "Basic " + b64encode(b"saba:").decode(), "Content-Type": "text/calendar; charset=utf-8"}


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def read(files):
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load()
        settings.update(
            {"auth": {"type": "none"}, "storage": {"filesystem_folder": folder}, "logging": {"level": "critical"}}
        )
        with make_server("127.0.0.1", 0, Application(settings), handler_class=Quiet) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            collection = "/saba/agenda/"
            for file in files:
                put(server, collection, whole(file))
            status, kept = ask(server, "GET", collection)
            assert status == 200, (status, kept)
            server.shutdown()
    return meetings(kept)


def put(server, collection, said):
    """A feed is a collection; a file is put into one, under the name of its meeting."""
    uids = [told["uid"] for told in meetings(said)]
    if len(uids) == 1:
        ask(server, "MKCALENDAR", collection)
        collection += quote(uids[0], safe="") + ".ics"
    status, why = ask(server, "PUT", collection, said.encode())
    assert status in [201, 204], (status, why)


def ask(server, method, path, body=None):
    line = http.client.HTTPConnection(*server.server_address)
    line.request(method, path, body, SIGNED_IN)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


tell(read)
