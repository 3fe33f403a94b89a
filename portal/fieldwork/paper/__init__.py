"""Answers on paper, by telephone and on visits: printed, typed twice, compared, handed in."""
