"""The receipt as a picture: as wide as a phone keeps it, as long as its words, and scannable."""

import io
from dataclasses import replace

import zxingcpp
from PIL import Image

from portal.documents.receipt import WIDTH, ReceiptWords, receipt_png

URL = "https://gopy.example/tra-cuu"
WORDS = ReceiptWords(
    commune="Xã Suối Mơ, Tỉnh Minh Họa",
    title="Biên nhận ý kiến",
    reference_label="Mã hồ sơ",
    reference="XSM1-261120-001",
    code_label="Mã tra cứu",
    code="JFG8 3WG3 XKSH JERA",
    promises=("Chậm nhất thứ Tư, 25/11/2026, Ủy ban cho biết có tiếp nhận hay không.",),
    advice="Xin giữ ảnh này cho riêng mình.",
    address=URL,
)


def drawn(words: ReceiptWords) -> Image.Image:
    image = Image.open(io.BytesIO(receipt_png(words, URL)))
    image.load()
    return image


def test_the_picture_is_a_phone_wide_and_its_code_can_be_scanned() -> None:
    picture = drawn(WORDS)
    assert (picture.format, picture.width) == ("PNG", WIDTH)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [URL]


def test_long_words_wrap_and_make_it_longer() -> None:
    longer = replace(WORDS, promises=WORDS.promises * 4)
    assert drawn(longer).height > drawn(WORDS).height


def test_nothing_is_drawn_over_the_right_edge() -> None:
    picture = drawn(replace(WORDS, commune="Ủy ban nhân dân " * 12)).convert("L")
    margin = picture.crop((WIDTH - 40, 40, WIDTH, picture.height))
    assert margin.getextrema() == (255, 255)


def test_the_receipt_of_a_demonstration_says_so_above_all_else() -> None:
    usual, warned = drawn(WORDS), drawn(replace(WORDS, warning="Dữ liệu minh họa"))
    added = warned.height - usual.height
    assert added > 0
    below = warned.crop((0, 72 + added, WIDTH, warned.height))
    assert below.tobytes() == usual.crop((0, 72, WIDTH, usual.height)).tobytes()
    box = warned.crop((0, 72, WIDTH, 72 + added)).convert("L")
    assert min(box.tobytes()) < 64
