"""What a reader is told where their browser or their network lacks what a page needs."""

from __future__ import annotations

__all__ = ["NO_CONNECTION", "NO_WEBGL_EXPLORE"]

NO_WEBGL_EXPLORE = (
    "This browser cannot draw WebGL, which Explore is made of, so a picture of the Route stands "
    "here. The table and the claim links below hold the same claims."
)
NO_CONNECTION = {
    "refused": "The connection that this page needs is refused.",
    "why": (
        "The server answers, but what the page shows comes through a WebSocket, and none gets "
        "through: a proxy, a firewall or an extension of the browser stops it."
    ),
    "todo": (
        "Try another network or browser, or ask whoever runs this network to allow WebSockets to "
        "HOST. The page opens by itself as soon as one gets through."
    ),
    "site": "Open the published page, which needs no such connection.",
    "publish": (
        "Whoever runs this server can publish a page that needs no such connection: nkmap publish."
    ),
    "away": "The server does not answer.",
    "again": "The page opens by itself as soon as it does.",
}
"""What is said where a page finds no connection, by what is the matter and what helps."""
