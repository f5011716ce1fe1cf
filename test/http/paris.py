"""The day in France, where the server's days are: for an hour or two of each evening it is not that of Greenwich."""

import datetime


def today():
    now = datetime.datetime.now(datetime.timezone.utc)

    def turn(month):  # the last Sunday of the month, at 1 o'clock of Greenwich
        last = datetime.datetime(now.year, month, 31, 1, tzinfo=datetime.timezone.utc)
        return last - datetime.timedelta(days=(last.weekday() + 1) % 7)

    summer = turn(3) <= now < turn(10)
    return (now + datetime.timedelta(hours=2 if summer else 1)).date()
