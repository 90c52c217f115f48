"""Out: paper. Cards for a hand to write on, and the crib that says what is meant for whom.

A card's places come from `core.cards.face`; what is drawn there, at true size, from here.
To add a stock or a design, write a table or a file in `resources/stocks` or `resources/designs`
(or in the shop's own folder of that name): both are found by existing, and tested by existing.
"""
