"""Results say how the answers came, where they came in several ways."""

from flask import Flask

from portal.fieldwork.imported.taking import CHANNEL
from portal.fieldwork.paper.kinds import Channel
from portal.web.channels import CHANNELS, channel_mix


def test_every_channel_has_words() -> None:
    assert {channel.value for channel in Channel} | {"qr", CHANNEL} == set(CHANNELS)


def test_the_ways_are_told_the_most_used_first(app: Flask) -> None:
    with app.test_request_context("/?lang=vi"):
        assert channel_mix({"paper": 12, "qr": 1300}) == (
            "quét mã tại quầy 1.300, trên phiếu giấy 12"
        )
        assert channel_mix({"qr": 5}) == ""
        assert channel_mix({}) == ""
