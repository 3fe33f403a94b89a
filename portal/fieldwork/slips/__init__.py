"""One-time slips: codes handed out with a result, each good for one rating."""
