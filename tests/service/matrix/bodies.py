"""What is sent where a request needs more than its address?

Bodies of the right form that change nothing: an act that no matter offers, an answer without its
reason. So what is told is told by ownership, not by form.
"""

_ACT = {"act": "nothing"}
_CASE = {"way": "by_hand", "pending_id": "{pending_id}"}
_TOO_SHORT = {"text": "短"}

# Addresses that name their subject in the query.
QUERIES = {
    "GET /referrals/new": "?way=by_hand&case={pending_id}",
    "GET /rules/new": "?referral={referral_id}",
    "GET /conferences/items/new": "?referral={referral_id}",
    "GET /committee/items/new": "?referral={referral_id}",
}

BODIES = {
    "POST /api/v1/audits/{run_id}/clusters/{key}/readings": {"answer": "not_divergent"},
    "POST /api/v1/check": _TOO_SHORT,
    "POST /api/v1/clearances": {
        "account": "judge",
        "kind": "juvenile",
        "ground": "无",
        "from_on": "2026-03-02",
        "until_on": "2026-03-02",
    },
    "POST /api/v1/clearances/{number}/revocation": {"reason": "无"},
    "POST /api/v1/closed-judgments": {
        "named": "{judgment_id}",
        "closed_as": "juvenile",
        "reason": "无",
    },
    "POST /api/v1/closed-judgments/reopenings": {"named": "{judgment_id}", "reason": "无"},
    "POST /api/v1/committee-items": {"referral_id": "{referral_id}", "exemption": "none"},
    "POST /api/v1/committee-items/{item_id}/acts": _ACT,
    "POST /api/v1/committee-meetings/{meeting_id}/acts": _ACT,
    "POST /api/v1/conference-items": {
        "referral_id": "{referral_id}",
        "ground": "unify",
        "focuses": ["焦点"],
    },
    "POST /api/v1/conference-items/{item_id}/acts": _ACT,
    "POST /api/v1/conferences/{conference_id}/acts": _ACT,
    "POST /api/v1/flags/{flag_id}/acts": _ACT,
    "POST /api/v1/judgments/{judgment_id}/corrections": {"field": "nothing", "new": None},
    "PATCH /api/v1/notices/{number}": {"is_read": True},
    "POST /api/v1/pending-cases/{pending_id}/checks": _TOO_SHORT,
    "POST /api/v1/pending-cases/{pending_id}/checks/{check_id}/answers": {
        "finding": "{draft_finding}",
        "answer": "explain",
    },
    "POST /api/v1/pending-cases/{pending_id}/divergence/{finding_key}": {"answer": "helpful"},
    "POST /api/v1/pending-cases/{pending_id}/flags": {"sub_item": "many_parties"},
    "POST /api/v1/pending-cases/{pending_id}/limit": _ACT,
    "POST /api/v1/purposes": {
        "kind": "pending_case",
        "subject": "{pending_id}",
        "ground": "leaders_supervision",
        "words": "看",
    },
    "POST /api/v1/referrals": _CASE | {"question": ""},
    "POST /api/v1/referrals/prefilled": _CASE,
    "POST /api/v1/referrals/{referral_id}/acts": _ACT,
    "POST /api/v1/reports": {"content": "{report}", "pending_case_id": "{pending_id}"},
    "POST /api/v1/reports/{report_id}/content": {"version": 1, "content": {"schema": 0}},
    "POST /api/v1/reports/{report_id}/moves": {"version": 1, "move": "start_search"},
    "POST /api/v1/rules/{rule_id}/acts": {"act": "repeal"},
    "POST /api/v1/rules/{rule_id}/tasks/{pending_id}": {"answer": "applies"},
    "POST /cases/{pending_id}/check/answers": {
        "check": "{check_id}",
        "finding": "{draft_finding}",
        "answer": "explain",
    },
    "POST /cases/{pending_id}/divergence": {"finding": "{finding_key}", "answer": "explain"},
    "POST /cases/{pending_id}/flags": {"sub_item": "many_parties"},
    "POST /cases/{pending_id}/verdicts": {"judgment_id": "{judgment_id}", "verdict": "none"},
    "POST /conferences/items/new": {
        "referral": "{referral_id}",
        "ground": "unify",
        "focuses": "焦点",
    },
    "POST /committee/items/new": {"referral": "{referral_id}"},
    "POST /flags": {"number": "（2026）吉0104民初12号", "sub_item": "many_parties"},
    "POST /rules/{rule_id}": {"act": "repeal"},
    "POST /notices": {"act": "read", "number": "{number}"},
    "POST /referrals/new": {"way": "by_hand", "case": "{pending_id}", "question": ""},
    "PATCH /api/v1/subscriptions/{number}": {"is_muted": False},
    "POST /api/v1/subscriptions": {"pending_id": "{pending_id}"},
    "POST /subscriptions": {"act": "unmute", "number": "{subscription}"},
    "POST /supervised-cases": {"number": "（2026）吉0104民初12号"},
}
_PAPERS = {
    "conferences": "agenda",
    "committee-meetings": "notice",
    "conference-items": "minutes",
    "committee-items": "application",
    "rules": "divergence_application",
}


def address_of(method, path, parts):
    """Return an address with what it names, and its query."""
    if "subscriptions" in path:
        parts = parts | {"number": parts["subscription"]}
    area = next((each for each in path.split("/") if each not in {"", "api", "v1"}), "")
    item = parts["conference_item" if area == "conference-items" else "committee_item"]
    filled = parts | {"item_id": item, "paper": _PAPERS.get(area, "")}
    return (path + QUERIES.get(f"{method} {path}", "")).format(**filled)


def body_of(method, path, parts):
    """Return what is sent, with what it names filled in."""
    body = BODIES.get(f"{method} {path}", {})
    return {
        name: _filled(value, parts) if isinstance(value, str) else value
        for name, value in body.items()
    }


def _filled(value, parts):
    # A report is the one thing that is sent whole.
    return parts["report"] if value == "{report}" else value.format(**parts)
