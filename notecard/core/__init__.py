"""What a shop, a customer and a card are: values and rules, standard library only.

Nothing here opens a file, asks the network or looks at a clock: *today* is an argument.
"""
