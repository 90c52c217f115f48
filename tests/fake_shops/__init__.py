"""A stand-in for four shop systems: one process on loopback that speaks real HTTP.

Start it with `python -m tests.fake_shops`; it prints its port. Each family (square.py, shopify.py,
woocommerce.py, stripe.py) keeps orders and customers, answers a page at a time, and refuses what
its maker refuses: unknown parameters, a filter that does not match the sort, a wrong key. What is
scripted is told to `/control` (see server.py): what goes wrong at which request, and what happens
in the shop.

Checked: Square against square/connect-api-specification (api.json, 2025-08-20); WooCommerce against
its controllers in woocommerce/woocommerce (Version2 and Version3). Not against a document of the
maker's own, for want of one that could be had: Stripe, against two clients generated from its
description (async-stripe, tiger_stripe); Shopify, against examples and error texts on shopify.dev.
"""
