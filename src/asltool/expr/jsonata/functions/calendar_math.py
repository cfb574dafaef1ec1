"""Milliseconds since 1970 UTC and the parts of dates, for all years that JavaScript has."""

from __future__ import annotations

from asltool.records import record

DAY = 86_400_000
WEEK = 7 * DAY


@record
class Moment:
    """A point in time, taken apart."""

    millis: int
    year: int
    month: int
    """1 to 12."""
    day: int
    hour: int
    minute: int
    second: int
    milli: int
    weekday: int
    """1 for Monday to 7 for Sunday."""


def days_from_civil(year: int, month: int, day: int) -> int:
    """Give the days since 1970 of a date of the Gregorian calendar, which reaches back for ever."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Give the year, month and day that are *days* after 1970 began."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day


def moment(millis: int) -> Moment:
    """Take a point in time apart."""
    days, rest = divmod(millis, DAY)
    year, month, day = civil_from_days(days)
    seconds, milli = divmod(rest, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Moment(millis, year, month, day, hour, minute, second, milli, (days + 3) % 7 + 1)


def millis_at(year: int, month: int, day: int = 1) -> int:
    """Give the beginning of a day; months below 1 and above 12 are of other years."""
    year_shift, month_index = divmod(month - 1, 12)
    return (days_from_civil(year + year_shift, month_index + 1, 1) + day - 1) * DAY


def first_week(year: int, month: int = 1) -> int:
    """Give the Monday that the first week of a year or month begins with: the one with its first Thursday."""
    first = millis_at(year, month)
    weekday = (first // DAY + 3) % 7 + 1
    return first + (8 - weekday) * DAY if weekday > 4 else first - (weekday - 1) * DAY


def day_of_year(at: Moment) -> int:
    """Give the number of the day in its year, from 1."""
    return (millis_at(at.year, at.month, at.day) - millis_at(at.year, 1)) // DAY + 1


def week_of_year(at: Moment) -> int:
    """Give the number of the ISO week."""
    today = millis_at(at.year, at.month, at.day)
    week = (today - first_week(at.year)) / WEEK + 1
    if week > 52 and today >= first_week(at.year + 1):
        week = 1
    elif week < 1:
        week = (today - first_week(at.year - 1)) / WEEK + 1
    return int(week // 1)


def week_of_month(at: Moment) -> int:
    """Give the number of the week in its month."""
    today = millis_at(at.year, at.month, at.day)
    week = (today - first_week(at.year, at.month)) / WEEK + 1
    if week > 4 and today >= first_week(at.year, at.month + 1):
        week = 1
    elif week < 1:
        week = (today - first_week(at.year, at.month - 1)) / WEEK + 1
    return int(week // 1)


def week_year(at: Moment) -> int:
    """Give the year that the ISO week belongs to."""
    if at.millis < first_week(at.year):
        return at.year - 1
    return at.year + 1 if at.millis >= first_week(at.year + 1) else at.year


def week_month(at: Moment) -> int:
    """Give the month that the week belongs to."""
    if at.millis < first_week(at.year, at.month):
        return (at.month - 2) % 12 + 1
    return at.month % 12 + 1 if at.millis >= first_week(at.year, at.month + 1) else at.month
