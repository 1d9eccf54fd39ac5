"""What admins hear of money without an owner: each of it once (M3)."""

from conversations.unallocated_screens import money_args
from conversations.words import Button, Say
from models.unallocated_views import FoundMoney
from models.values import Money


def came(money: FoundMoney) -> Say:
    find = Button("find_owner", action=("whose", money), style="primary")
    return Say("unallocated_came", money_args(money), ((find,),), screen=False)


def many(count: int, total: Money) -> Say:
    see = Button("see_unallocated", command="payments", style="primary")
    return Say("unallocated_many", {"count": count, "amount": total}, ((see,),), screen=False)
