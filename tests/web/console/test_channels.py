"""Results say how the ratings came."""

from flask import Flask

from portal.fieldwork.imported.taking import CHANNEL
from portal.fieldwork.paper.kinds import Channel
from portal.ratings.contents import KIOSK, SIGN, SLIP
from portal.web.channel_words import WAYS, ways_in


def test_every_channel_has_words() -> None:
    assert {channel.value for channel in Channel} | {SIGN, SLIP, KIOSK, CHANNEL} == set(WAYS)


def test_the_ways_are_told_the_most_used_first(app: Flask) -> None:
    with app.test_request_context("/?lang=vi"):
        told = ways_in({"paper": 12, "qr": 1300})
        assert told == "1.300 qua mã ở quầy · 12 bằng phiếu giấy"
        assert ways_in({}) == ""
