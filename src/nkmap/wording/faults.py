"""What a reader is told where their browser or their network lacks what a page needs."""

from __future__ import annotations

__all__ = ["NO_WEBGL", "NO_WEBGL_SLIDE"]

NO_WEBGL = (
    "This browser draws no WebGL: a picture of the map stands here. "
    "The table and the claim links below hold the same claims."
)
NO_WEBGL_SLIDE = (
    "This browser draws no WebGL: a picture of the map stands here. "
    "“Says who?” opens the same claims."
)
