"""What pages have done for them: each workflow bound to the open books, imported when first run.

Everything here runs on a worker's thread and returns plain values.
"""
