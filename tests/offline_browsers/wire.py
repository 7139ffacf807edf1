"""Numbered commands over a web socket, as Chromium's DevTools protocol and WebDriver BiDi both speak them."""

import json
from collections import deque
from collections.abc import Callable, Collection, Mapping
from time import monotonic
from typing import Any

import websocket

Message = Mapping[str, Any]


class RefusedError(Exception):
    """A browser answered a command with an error."""


class Wire:
    """One socket. Every wait ends: with an answer, with `TimeoutError`, or with `ConnectionError` where the browser is gone."""

    def __init__(self, address: str, seconds: float) -> None:
        self._socket = websocket.create_connection(address, suppress_origin=True, timeout=seconds)
        self._number = 0
        self._events: deque[Message] = deque(maxlen=2000)

    def call(self, method: str, params: Message, seconds: float, **fields: str) -> dict[str, Any]:
        """The result of a command; `fields` go beside its parameters. Raises `RefusedError` for an error."""
        self._number += 1
        number, end = self._number, monotonic() + seconds
        self._send({"id": number, "method": method, "params": params, **fields})
        while True:
            message = self._receive(end, method)
            if message.get("id") != number:
                self._events.append(message)
            elif "error" in message:
                raise RefusedError(f"{method}: {message['error']} {message.get('message', '')}")
            else:
                return dict(message["result"])

    def event(self, methods: Collection[str], matches: Callable[[Message], bool], seconds: float) -> Message:
        """The parameters of the first event of one of these names that matches, from those kept and those to come."""
        end = monotonic() + seconds
        while True:
            message = self._events.popleft() if self._events else self._receive(end, " or ".join(methods))
            if message.get("method") in methods and matches(message["params"]):
                return dict(message["params"])

    def forget(self) -> None:
        """Forgets the events so far."""
        self._events.clear()

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()

    def _send(self, message: Message) -> None:
        try:
            self._socket.send(json.dumps(message))
        except (websocket.WebSocketException, OSError) as error:
            raise ConnectionError(f"The browser is gone: {error}") from error

    def _receive(self, end: float, waiting_for: str) -> Message:
        left = end - monotonic()
        if left <= 0:
            raise TimeoutError(f"No answer to {waiting_for}.")
        self._socket.settimeout(left)
        try:
            received: Message = json.loads(self._socket.recv())
        except websocket.WebSocketTimeoutException as error:
            raise TimeoutError(f"No answer to {waiting_for}.") from error
        except (websocket.WebSocketException, OSError, json.JSONDecodeError) as error:
            raise ConnectionError(f"The browser is gone: {error}") from error
        return received
