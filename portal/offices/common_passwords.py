"""Passwords that everybody tries first; those shorter than the least length need no listing."""

# Words that start or make up a guess, without diacritics, spaces and signs. A password made of one
# of them and of nothing but digits and repetition is refused (see `portal.offices.passwords`).
_WORDS = """
    abc abcd abcde abcdef abcdefgh admin administrator anhyeuem asdf asdfgh asdfghjkl bacho canbo
    chaoban chutich congan dangcongsan daklak danang dichvucong doclap dragon dragonball emyeuanh
    football gopy guest hanhchinh hanhchinhcong hanhphuc hanoi hello hochiminh hoilamgi iloveyou
    khongbiet khongco khongnho letmein login lovely matkhau matkhaumoi mattran monkey motcua
    mypassword nguyenvana nguoidan nhandan password passwd passw passwordpassword
    phucvuhanhchinhcong phuong portal princess qazwsx qwer qwert qwerty qwertyuiop root saigon
    secret service sunshine superman system test tenmatkhau thaydoi thaymatkhau theky toiyeuban
    toiyeuvietnam trungtam trungtamhanhchinh tudo ubnd ubndphuong ubndxa uybannhandan user vanphong
    vanthu vietnam vietnamvodich welcome xinchao yeuem yeuanh zxcvbn zxcvbnm
"""
COMMON_WORDS = frozenset(_WORDS.split())

# Rows of the keyboard and of the alphabet: any stretch of one of them is a walk, not a secret.
WALKS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "01234567890123456789",
    "98765432109876543210",
)
