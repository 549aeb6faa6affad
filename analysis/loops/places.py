"""Where does each code stand? A counting sort, for `text.searching`."""

from analysis.compiling import compiled


@compiled
def sort_places(codes, lowest, bounds, places):
    """Fill the places of each code, rising, one code after the other from the lowest, and the bounds between them."""
    for place in range(len(codes)):
        bounds[codes[place] - lowest + 1] += 1
    for code in range(1, len(bounds)):
        bounds[code] += bounds[code - 1]
    following = bounds[:-1].copy()
    for place in range(len(codes)):
        code = codes[place] - lowest
        places[following[code]] = place
        following[code] += 1
