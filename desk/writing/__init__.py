"""Write what the practice's files are to hold: nothing is torn, and nothing is lost.

It knows no browser and no terminal; who uses it shows what is refused (`WritingError`).
"""
