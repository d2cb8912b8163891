"""How long ago each invented fact was confirmed."""

from collections.abc import Mapping
from datetime import date, timedelta

from rapport.demo.dice import Dice
from rapport.demo.tables import Calendar, Habit, Range, table
from rapport.matching import Aspect

IDENTITY_DAYS = (30, 900)
LICENCE_DAYS = (5, 420)


def a_habit(dice: Dice) -> Habit:
    """Choose how well somebody keeps a listing true."""
    habits = table(Calendar, "calendar.yaml").habits
    return habits[dice.weighted({name: habit.share for name, habit in habits.items()})]


def habit_of_silence(days_since_asked: int) -> Habit:
    """Make the habit of somebody who was asked so long ago and has not answered."""
    since = days_since_asked + 23
    earlier = (since, since + 20)
    return Habit(
        share=1, openings=earlier, contact=earlier, coverage=earlier, fees=earlier, practice=earlier
    )


def confirmations(habit: Habit, today: date, dice: Dice) -> dict[Aspect, date]:
    """Give the day of each aspect that was ever confirmed."""
    days: Mapping[Aspect, Range | None] = {
        Aspect.IDENTITY: IDENTITY_DAYS,
        Aspect.LICENCE: LICENCE_DAYS,
        Aspect.CONTACT: habit.contact,
        Aspect.OPENINGS: habit.openings,
        Aspect.COVERAGE: habit.coverage,
        Aspect.FEES: habit.fees,
        Aspect.PRACTICE: habit.practice,
    }
    return {
        aspect: today - timedelta(days=dice.between(*range_))
        for aspect, range_ in days.items()
        if range_ is not None
    }


def roster_day(today: date) -> date:
    """Give the day the roster was made: years ago, for an imported fact is never fresh."""
    day = table(Calendar, "calendar.yaml").roster
    return date(today.year - day.years_ago, day.month, day.day)
