"""What the cell of a flood did, kept apart from the server that it was told to: every figure of a situation report is counted from here."""

import threading

STAGES = ("potential", "reported", "contacted", "visited", "qualified", "filed")
ENDS = {"reopened": "reopened", "closed_for_good": "closedForGood", "nothing_to_do": "nothingToDo"}
TRADING = {"closed": "closed", "partly": "partlyOpen", "open": "open", "inaccessible": "inaccessible"}
COUNTED = ("potential", "unlocated", "indirect", *STAGES[1:], *ENDS.values(), *TRADING.values(), "nobodys")


class Entry:
    """One business of the list: what was acknowledged of it, in the order in which it was."""

    def __init__(self, told):
        self.id, self.business, self.entry = told["id"], told["business"], told["entry"]
        self.commune = told["place"]["code"]
        self.organisation, self.stage, self.end, self.by_agent, self.by_owner = "", 0, None, None, None

    @property
    def touched(self):
        return self.stage > 0 or self.end is not None or self.organisation != ""

    @property
    def trading(self):
        """An agent's word stands, whenever an owner sends another."""
        return self.by_agent or self.by_owner

    def figures(self):
        out = {"potential": 1, "unlocated": self.entry == "unlocated", "indirect": self.entry == "indirect"}
        out |= {name: self.stage >= rank for rank, name in enumerate(STAGES) if rank}
        out |= {name: self.end == end for end, name in ENDS.items()}
        out |= {name: not self.end and self.trading == said for said, name in TRADING.items()}
        return out | {"nobodys": not self.end and not self.organisation}


class Ledger:
    def __init__(self):
        self.entries, self.waiting, self.lock = {}, 0, threading.Lock()

    def entered(self, listed):
        """The list as a zone leaves it. Returns how many came and went."""
        now = {it["id"]: it for it in listed}
        gone = [it for it in self.entries if it not in now]
        assert not any(self.entries[it].touched for it in gone), "what was begun stays on the list"
        came = [it for it in now if it not in self.entries]
        for one in gone:
            del self.entries[one]
        for one in came:
            self.entries[one] = Entry(now[one])
        return len(came), len(gone)

    def given(self, cases, organisation):
        for one in cases:
            self.entries[one].organisation = organisation

    def said(self, case, state=None, trading=None):
        """By an agent: a call, a visit, an end."""
        with self.lock:
            it = self.entries[case]
            if state in ENDS:
                it.end = state
            elif state:
                it.stage = max(it.stage, STAGES.index(state))
            it.by_agent = trading or it.by_agent

    def reported(self, case, trading, by_owner):
        with self.lock:
            it = self.entries[case]
            it.stage = max(it.stage, 1)
            if by_owner:
                it.by_owner = trading
            else:
                it.by_agent = trading

    def nobodys_yet(self):
        with self.lock:
            self.waiting += 1

    def figures(self, which=lambda it: True):
        rows = [it.figures() for it in self.entries.values() if which(it)]
        return {name: sum(int(row[name]) for row in rows) for name in COUNTED}

    def by(self, key):
        return {one: self.figures(lambda it, one=one: key(it) == one) for one in {key(it) for it in self.entries.values()}}
