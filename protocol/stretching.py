"""Argon2id (RFC 9106) from buffer to buffer, by the reference implementation, which clears what it works in.

OpenSSL's, and so ``cryptography``'s, copies the password into a block that it frees as it is: there it stayed, to be
read in a desk's memory for hours.
"""

from __future__ import annotations

from typing import Any


def stretch_password(
    password: bytearray | bytes | memoryview,
    into: bytearray | memoryview,
    *,
    salt: bytes,
    memory_kib: int,
    iterations: int,
    lanes: int,
) -> None:
    """Fill ``into`` with what ``password`` becomes; takes about 0.15 s. The caller wipes both.

    ValueError for costs that Argon2 does not know.
    """
    from argon2.low_level import ARGON2_VERSION, Type, core, error_to_str, ffi  # 20 ms that no window waits for

    parts: tuple[Any, ...] = tuple(ffi.from_buffer("uint8_t[]", part) for part in (into, password, salt))
    out, secret, grains = parts
    context = ffi.new("argon2_context *")
    context.version = ARGON2_VERSION
    context.out, context.outlen = out, len(out)
    context.pwd, context.pwdlen = secret, len(secret)
    context.salt, context.saltlen = grains, len(grains)
    context.t_cost, context.m_cost = iterations, memory_kib
    context.lanes = context.threads = lanes
    fault = core(context, Type.ID.value)
    for part in parts:
        ffi.release(part)
    if fault:
        raise ValueError(error_to_str(fault))
