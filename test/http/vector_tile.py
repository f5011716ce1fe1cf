"""Mapbox Vector Tile 2, read as its specification says; nothing of the server's own writer."""


def varint(data, at):
    value, shift = 0, 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """(number, value) of each field: bytes where it has a length, else a number."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 2:
            length, at = varint(data, at)
            assert at + length <= len(data), "a field beyond its message"
            yield number, data[at:at + length]
            at += length
        else:
            assert kind == 0, f"wire type {kind}"
            value, at = varint(data, at)
            yield number, value


def packed(data):
    out, at = [], 0
    while at < len(data):
        value, at = varint(data, at)
        out.append(value)
    return out


def signed(value):
    return (value >> 1) ^ -(value & 1)


def value_of(data):
    [(number, value)] = fields(data)
    return value.decode() if number == 1 else {5: value, 7: bool(value)}[number]


def feature_of(data, keys, values):
    parts = dict(fields(data))
    tags, geometry = packed(parts.get(2, b"")), packed(parts[4])
    assert parts[3] == 1 and geometry[0] == 9 and len(geometry) == 3, "not one point"
    properties = {keys[tags[i]]: values[tags[i + 1]] for i in range(0, len(tags), 2)}
    return {"id": parts.get(1), "x": signed(geometry[1]), "y": signed(geometry[2]), "properties": properties}


def decode(data):
    """{layer: [feature]}"""
    layers = {}
    for number, layer in fields(data):
        assert number == 3
        parts = list(fields(layer))
        one = {number: value for number, value in parts if number in (1, 5, 15)}
        assert one[15] == 2 and one[5] == 4096, "version or extent"
        keys = [value.decode() for number, value in parts if number == 3]
        values = [value_of(value) for number, value in parts if number == 4]
        name = one[1].decode()
        assert name not in layers, "a layer twice"
        layers[name] = [feature_of(value, keys, values) for number, value in parts if number == 2]
        assert all(0 <= f["x"] < 4096 and 0 <= f["y"] < 4096 for f in layers[name])
    return layers
