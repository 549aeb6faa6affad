"""How is a loop over bytes made fast? It is compiled when first used, once per machine, by Numba."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., Any])


@cache
def _folder() -> str:
    """Where compiled loops are kept: under a digest of all of them, since Numba sees only changes of a loop's own file.

    Beside the package where that can be written to, else among the user's caches; empty where neither can be.
    """
    home = Path(__file__).parent
    digest = hashlib.sha256()
    for path in [Path(__file__), *sorted((home / "loops").glob("*.py"))]:
        digest.update(path.read_bytes())
    given = os.environ.get("NUMBA_CACHE_DIR")
    places = [Path(given)] if given else [home / "__pycache__", Path.home() / ".cache" / "demarche"]
    for place in places:
        folder = place / f"loops-{digest.hexdigest()[:16]}"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return str(folder)
    return ""


def compiled(function: Function) -> Function:
    """A function of numbers and arrays, compiled at its first call and kept on disk for every later process.

    It runs without the interpreter lock, so that threads share the work.

    Parameters
    ----------
    function : function
        Written in the part of Python that Numba compiles.
    """
    before, numba.config.CACHE_DIR = numba.config.CACHE_DIR, _folder()
    try:
        made: Function = numba.njit(cache=bool(_folder()), nogil=True, boundscheck=False)(function)
    finally:
        numba.config.CACHE_DIR = before
    return made


def thread_count() -> int:
    """Threads to work with: the cores this process may use, or fewer where `NUMBA_NUM_THREADS` says so."""
    allowed = os.environ.get("NUMBA_NUM_THREADS", "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, int(allowed))) if allowed.isdecimal() else cores


@intrinsic  # type: ignore[untyped-decorator]
def eight_bytes(typing: Any, data: Any, place: Any) -> Any:  # noqa: ARG001
    """Bytes `place` to `place + 8` of a uint8 array as one whole number, the first the lowest.

    Parameters
    ----------
    data : contiguous uint8 array of shape (n,)
        What to read.
    place : int
        At most n - 8, which is not checked.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        pointer = builder.gep(array.data, [arguments[1]])
        return builder.load(builder.bitcast(pointer, ir.IntType(64).as_pointer()), align=1)

    return types.uint64(data, types.int64), generate


@intrinsic  # type: ignore[untyped-decorator]
def trailing_zeros(typing: Any, number: Any) -> Any:  # noqa: ARG001
    """Zero bits of a whole number below its lowest bit that is one; 64 for 0.

    Parameters
    ----------
    number : uint64
        Any.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), generate


@intrinsic  # type: ignore[untyped-decorator]
def prefetch(typing: Any, data: Any, place: Any) -> Any:  # noqa: ARG001
    """Ask for an entry of an array to be brought near, for it is needed soon.

    Parameters
    ----------
    data : contiguous array of shape (n,)
        What will be read.
    place : int
        Below n, which is not checked.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        pointer = builder.bitcast(builder.gep(array.data, [arguments[1]]), ir.IntType(8).as_pointer())
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer.type, number, number, number])
        function = builder.module.declare_intrinsic("llvm.prefetch", [pointer.type], kind)
        # to read, to be kept near, data and not code
        builder.call(function, [pointer, number(0), number(3), number(1)])
        return context.get_dummy_value()

    return types.void(data, types.int64), generate
