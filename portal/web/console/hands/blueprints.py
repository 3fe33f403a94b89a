"""The pages about who works on cases, in one tuple."""

from portal.web.console.hands import handing_over, merging, standing_in, transfer, who_may

HANDS = (handing_over.bp, merging.bp, standing_in.bp, transfer.bp, who_may.bp)
