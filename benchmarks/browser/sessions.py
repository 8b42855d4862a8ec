"""Many visitors without their browsers: each opens the page and moves a slider, in the framework's own protocol."""

import asyncio
import time
from dataclasses import dataclass
from statistics import quantiles

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MOST_MESSAGE_BYTES = 200_000_000
PAUSE_SECONDS = 2.0
SHARES = (10.0, 12.0, 15.0, 8.0, 20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What many visitors met."""

    answers: int
    errors: int
    p95_ms: float


@dataclass(slots=True)
class Visitor:
    """One open page: its socket, and where its first threshold slider is."""

    socket: websockets.ClientConnection
    slider: str = ""
    fragment: str = ""
    errors: int = 0

    async def open(self) -> None:
        """Ask for the page as a browser does that has just connected."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        await self._ask(message)

    async def move(self, share: float) -> float:
        """Move the slider, and give the milliseconds until the answer is complete."""
        message = BackMsg()
        message.rerun_script.fragment_id = self.fragment
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.slider
        state.double_array_value.data.append(share)
        started = time.perf_counter()
        await self._ask(message)
        return (time.perf_counter() - started) * 1000

    async def _ask(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self.socket.recv())
            element = answer.delta.new_element
            if element.slider.id and not self.slider and "top:" in element.slider.id:
                self.slider, self.fragment = element.slider.id, answer.delta.fragment_id
            self.errors += bool(element.exception.message)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return


async def open_visitors(address: str, number: int) -> list[Visitor]:
    """Open the page for so many visitors, one after the other."""
    visitors = []
    for _ in range(number):
        socket = await websockets.connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=MOST_MESSAGE_BYTES,
        )
        visitor = Visitor(socket)
        await visitor.open()
        visitors.append(visitor)
    return visitors


async def load(address: str, *, visitors: int, seconds: float) -> Load:
    """Let visitors move a slider every two seconds, out of step with each other."""
    opened = await open_visitors(address, visitors)
    ends = time.perf_counter() + seconds

    async def stay(visitor: Visitor, place: int) -> list[float]:
        await asyncio.sleep(PAUSE_SECONDS * place / visitors)
        taken, turn = [], place
        while time.perf_counter() < ends:
            taken.append(await visitor.move(SHARES[turn % len(SHARES)]))
            turn += 1
            await asyncio.sleep(max(0.0, PAUSE_SECONDS - taken[-1] / 1000))
        return taken

    taken = [each for times in await asyncio.gather(*(stay(v, n) for n, v in enumerate(opened))) for each in times]
    for visitor in opened:
        await visitor.socket.close()
    return Load(
        answers=len(taken),
        errors=sum(visitor.errors for visitor in opened),
        p95_ms=quantiles(taken, n=20, method="inclusive")[-1],
    )
