"""What kinds of notes do in the method, whatever a prompt pack calls them.

A rule and the story ask for a role; which kinds have it stands in the pack in use.  Several
may have one, and none need have it.
"""

from __future__ import annotations

from collections.abc import Mapping

AWARENESS, EVALUATION, PURCHASE, DELIVERY, AFTER_SALES = CHANNEL_ROLES = (
    *("awareness", "evaluation", "purchase", "delivery", "after_sales"),
)
"""What a channel does for a customer, in the order in which a customer meets it."""
NEEDED_CHANNEL_ROLES = (AWARENESS, EVALUATION, PURCHASE, AFTER_SALES)
"""What every segment needs a channel for."""
PRICING_ROLES = ("fixed_price", "dynamic_price")
COST_ROLES = ("fixed", "variable")

ROLES: Mapping[str, tuple[str, ...]] = {
    "channels": CHANNEL_ROLES,
    "revenue_streams": PRICING_ROLES,
    "cost_structure": COST_ROLES,
}
"""The roles that kinds of a block may have, by its key; in the other blocks there are none."""
