"""A small questionnaire to spoil: plain data as a TOML file would give it."""

from copy import deepcopy
from typing import Any

Data = dict[str, Any]

_SOUND: Data = {
    "code": "tiny",
    "version": 1,
    "languages": ["vi", "en"],
    "title": {"vi": "Phiếu", "en": "Form"},
    "lead": {"vi": "Ông/Bà hài lòng thế nào?", "en": "How satisfied are you?"},
    "scale": {
        "levels": [
            {"value": value, "text": {"vi": f"mức {value}", "en": f"level {value}"}}
            for value in (1, 2, 3, 4, 5)
        ],
        "not_applicable": {"vi": "Chưa gặp", "en": "Not met"},
    },
    "factors": [{"code": "staff", "text": {"vi": "Người tiếp", "en": "Staff"}}],
    "questions": [
        {
            "code": "polite",
            "kind": "five-level",
            "factor": "staff",
            "criterion": "S.3.1",
            "text": {"vi": "Cách cư xử", "en": "Manner"},
        },
        {"code": "overall", "kind": "five-level", "text": {"vi": "Nói chung", "en": "Overall"}},
        {
            "code": "purpose",
            "kind": "single-choice",
            "text": {"vi": "Việc gì?", "en": "What for?"},
            "options": [
                {"code": "file", "text": {"vi": "Nộp", "en": "File"}},
                {"code": "ask", "text": {"vi": "Hỏi", "en": "Ask"}},
            ],
        },
        {
            "code": "comment",
            "kind": "long-text",
            "limit": 10,
            "text": {"vi": "Thêm?", "en": "More?"},
        },
    ],
}

POLITE, OVERALL, PURPOSE, COMMENT = range(4)


def sound() -> Data:
    """Return a questionnaire without a fault, free to be changed."""
    return deepcopy(_SOUND)


def words(text: str) -> dict[str, str]:
    """Return a text in both languages of the questionnaire."""
    return {"vi": text, "en": text}


def scale(*labels: str) -> list[Data]:
    return [{"value": value, "text": words(text)} for value, text in enumerate(labels, start=1)]


def with_questions(*rows: Data, **head: Any) -> Data:
    """Return the sound questionnaire with more questions behind its own, and more keys."""
    data = sound() | head
    data["questions"] += [{"text": words(row["code"]), **row} for row in rows]
    return data
