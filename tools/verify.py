#!/usr/bin/env python3
"""A second verifier of audit packs, written from docs/audit-format.md alone. Python 3, standard library only.

    python3 verify.py PACK [--key PUBLIC_KEY]... [--known FILE]... [--json]

It proves that a pack is what the log's key signed; whether it was decided by the rules it cannot say. Exit code 0 when
nothing is wrong, 1 with findings, 2 for wrong usage.
"""
import argparse
import base64
import copy
import hashlib
import json
import re
import struct
import sys
import zlib


class Broken(Exception):
    """Nothing after this can be read: a code and a place."""


def need(holds, code, place):
    if not holds:
        raise Broken(code, place)


def sha(data):
    return hashlib.sha256(data).digest()


def multiple(s, point, add, zero):
    while s:
        zero, point, s = add(zero, point) if s & 1 else zero, add(point, point), s >> 1
    return zero


# SM3, GB/T 32905, where Python's OpenSSL has none.
def turn(x, n):
    return x << n % 32 & 2**32 - 1 | (x & 2**32 - 1) >> 32 - n % 32


def sm3_plain(data):
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    data += b"\x80" + bytes(-(len(data) + 9) % 64) + (8 * len(data)).to_bytes(8, "big")
    for at in range(0, len(data), 64):
        w = list(struct.unpack(">16L", data[at:at + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15)
            w.append(x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            s1 = turn(turn(a, 12) + e + turn(0x79CC4519 if j < 16 else 0x7A879D8A, j), 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g
            t1, t2 = (x & 2**32 - 1 for x in (ff + d + (s1 ^ turn(a, 12)) + (w[j] ^ w[j + 4]), gg + h + s1 + w[j]))
            a, b, c, d, e, f, g, h = t1, a, turn(b, 9), c, t2 ^ turn(t2, 9) ^ turn(t2, 17), e, turn(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8L", *v)


sm3 = (lambda data: hashlib.new("sm3", data).digest()) if "sm3" in hashlib.algorithms_available else sm3_plain

# SM2, GB/T 32918: points are (x, y), or None for the one at infinity.
Q = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)


def plus(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % Q == 0:
        return None
    slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, Q) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, Q)
    x = (slope**2 - a[0] - b[0]) % Q
    return x, (slope * (a[0] - x) - a[1]) % Q


def sm2_signed(public, message, signature):
    first = 4 + signature[3] if len(signature) > 8 else 0
    r, s = (int.from_bytes(part, "big", signed=True) for part in (signature[4:first], signature[first + 2:]))
    if not (0 < r < N and 0 < s < N and (r + s) % N and len(public) == 65 and public[0] == 4):
        return False
    body = b"".join(b"\x02" + bytes([n.bit_length() // 8 + 1]) + n.to_bytes(n.bit_length() // 8 + 1, "big") for n in (r, s))
    key = (int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big"))
    if signature != b"\x30" + bytes([len(body)]) + body or max(key) >= Q or (key[0] ** 3 - 3 * key[0] + B - key[1] ** 2) % Q:
        return False
    curve = b"".join(n.to_bytes(32, "big") for n in (Q - 3, B, *G))
    e = int.from_bytes(sm3(sm3(b"\x00\x801234567812345678" + curve + public[1:]) + message), "big")
    point = plus(multiple(s, G, plus, None), multiple((r + s) % N, key, plus, None))
    return point is not None and (e + point[0]) % N == r


# Ed25519, RFC 8032, section 6; strict: s below the order, points in their one form, no small order.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
NEUTRAL = (0, 1, 1, 0)


def add(a, b):
    c, d = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    e, f = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = d - c, f - e, f + e, d + c
    return e * f % P, g * h % P, f * g % P, e * h % P


def equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(data):
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - x2) % P else x
    if y >= P or (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_signed(public, message, signature):
    a, r, s = point_of(public), point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or not a or not r or s >= L or equal(multiple(8, a, add, NEUTRAL), NEUTRAL):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiple(s, BASE, add, NEUTRAL), add(r, multiple(h, a, add, NEUTRAL))
    return equal(multiple(8, left, add, NEUTRAL), multiple(8, right, add, NEUTRAL))


# Texts, keys, notes, checkpoints.
def unbase64(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, UnicodeError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def whole(value):
    return type(value) is int and 0 <= value < 2**53


def count(text):
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,15}", text, re.A) and whole(int(text)) else None


def refuse(_):
    raise ValueError


def parse_json(data):
    """The value, or None."""
    try:
        return json.loads(data.decode(), parse_constant=refuse)
    except (ValueError, RecursionError):
        return None


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


SIGNS_NOTES = {b"\x01": 32, b"\xffsm2-with-sm3/v1": 65}
COSIGNS = {b"\x04": 32, b"\xffsm2-with-sm3-cosignature/v1": 65}


def parse_key(text):
    """A public key as (name, id, type, public key), or None."""
    match = re.fullmatch(r"([^+\s\x00-\x1f]+)\+([0-9a-f]{8})\+(\S+)", text) if isinstance(text, str) else None
    typed = unbase64(match[3]) if match else None
    for kind, size in {**SIGNS_NOTES, **COSIGNS}.items():
        if typed and typed.startswith(kind) and len(typed) == len(kind) + size:
            if sha(match[1].encode() + b"\n" + typed)[:4].hex() == match[2]:
                return match[1], match[2], kind, typed[len(kind):]
    return None


def parse_note(note):
    """(text, [(name, id, signature)]), or None."""
    end = note.rfind("\n\n")
    lines = note[end + 2:-1].split("\n")
    if re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", note) or end < 0 or note[-1] != "\n" or len(lines) > 100:
        return None
    found = [re.fullmatch(r"\u2014 ([^\s+]+) (\S+)", line) for line in lines]
    data = [unbase64(match[2]) if match else None for match in found]
    if not all(one and len(one) > 4 for one in data):
        return None
    return note[:end + 1], [(match[1], one[:4].hex(), one[4:]) for match, one in zip(found, data)]


def parse_checkpoint(text):
    """(origin, size, root), or None."""
    lines = text[:-1].split("\n")
    if "" in lines or len(lines) < 3:
        return None
    size, root = count(lines[1]), unbase64(lines[2])
    return (lines[0], size, root) if size is not None and root is not None and len(root) == 32 else None


def holds(note, key):
    """None without a signature of this key, else whether it holds."""
    text, signatures = note
    found = next((s for name, number, s in signatures if (name, number) == key[:2]), None)
    if found is None:
        return None
    made_by = sm2_signed if len(key[3]) == 65 else ed25519_signed
    if key[2] in SIGNS_NOTES:
        return made_by(key[3], text.encode(), found)
    time = int.from_bytes(found[:8], "big")
    return len(found) > 8 and whole(time) and made_by(key[3], f"cosignature/v1\ntime {time}\n{text}".encode(), found[8:])


# The zip.
class Pack:
    def __init__(self, path):
        self.file, self.entries = open(path, "rb"), []
        size = self.file.seek(0, 2)
        need(size < 2**32, "LIMIT", "zip")
        end = self.bytes(max(0, size - 22), 22)
        need(len(end) == 22 and end[:4] == b"PK\5\6", "ZIP", "end")
        number, length, offset = struct.unpack("<H2L", end[10:20])
        need(offset + length + 22 == size, "ZIP", "end")
        need(number <= 10000 and length <= 4 << 20, "LIMIT", "directory")
        data, again, place = self.bytes(offset, length), b"", 0
        for _ in range(number):
            raw = data[len(again):len(again) + 46]
            need(len(raw) == 46, "ZIP", "directory")
            method, crc, packed, unpacked, letters, at = struct.unpack("<H4x3LH12xL", raw[10:])
            name = data[len(again) + 46:len(again) + 46 + letters]
            common = struct.pack("<5H3L2H", 20, 0x0800, method, 0, 0x21, crc, packed, unpacked, len(name), 0)
            again += b"PK\1\2\x14\0" + common + bytes(10) + struct.pack("<L", at) + name
            need(method in (0, 8) and name.isascii(), "ZIP", "directory")
            self.entries.append({"path": name.decode(), "method": method, "crc": crc, "packed": packed, "bytes": unpacked,
                                 "at": at, "head": b"PK\3\4" + common + name})
        again += b"PK\5\6" + struct.pack("<4H2LH", 0, 0, number, number, len(again), offset, 0)
        need(again == data + end, "ZIP", "directory")
        for e in self.entries:
            need(e["at"] == place, "ZIP", e["path"])
            place += len(e["head"]) + e["packed"]
            need(max(e["bytes"], e["packed"]) <= 32 << 20, "LIMIT", e["path"])
            need(e["bytes"] <= max(64 << 10, 200 * e["packed"]), "LIMIT", e["path"])
            need(e["method"] == (0 if e["path"] == "manifest.json" else 8), "ZIP", e["path"])
        need(place == offset, "ZIP", "directory")
        self.paths = [e["path"] for e in self.entries]
        self.read_manifest()

    def bytes(self, start, length):
        self.file.seek(start)
        return self.file.read(length)

    def packed(self, e):
        data = self.bytes(e["at"], len(e["head"]) + e["packed"])
        need(data.startswith(e["head"]), "ZIP", e["path"])
        return data[len(e["head"]):]

    def read_manifest(self):
        need(self.paths and self.paths[-1] == "manifest.json", "MANIFEST", "manifest.json")
        last, data = self.entries[-1], self.packed(self.entries[-1])
        self.manifest = m = parse_json(data)
        text = lambda *names: all(isinstance(m.get(n), str) for n in names)
        good = (len(data) == last["bytes"] and zlib.crc32(data) == last["crc"] and isinstance(m, dict)
                and m.get("format") == "reserve-pool/audit-pack/1" and whole(m.get("size"))
                and text("ledger", "madeAt", "madeBy", "purpose") and isinstance(m.get("files"), list)
                and (m.get("scope") == "LEDGER" or m.get("scope") == "PLACE" and text("place", "from", "to")))
        need(good, "MANIFEST", "manifest.json")
        self.whole_log, self.event_files = m["scope"] == "LEDGER", sum(p.startswith("events/") for p in self.paths)
        beside = ["tiles"] * ("tiles/000001" in self.paths) if self.whole_log else ["proofs"]
        order = ["README.txt", *self.may_have("verify.html"), "keys.json", "policies.json", "checkpoints.jsonl"]
        order += [f"{kind}/{n:06}" for n in range(1, 1 + self.event_files) for kind in ["events", *beside]]
        order += self.may_have("attachments.txt")
        need(self.paths == [*order, "manifest.json"] and len(m["files"]) == len(order), "MANIFEST", "manifest.json")
        for e, says in zip(self.entries, m["files"]):
            good = isinstance(says, dict) and says.get("path") == e["path"] and whole(says.get("bytes"))
            good = good and all(re.fullmatch("[0-9a-f]{64}", str(says.get(n))) for n in ("sha256", "packed"))
            need(good and says["bytes"] == e["bytes"], "MANIFEST", "manifest.json")
            e["says"] = says

    def may_have(self, path):
        return [path] if path in self.paths else []

    def read(self, path):
        e = self.entries[self.paths.index(path)]
        packed = self.packed(e)
        try:
            unpack = zlib.decompressobj(-15)
            data = unpack.decompress(packed, e["bytes"] + 1)
            good = unpack.eof and len(data) == e["bytes"] and sha(data).hex() == e["says"]["sha256"]
        except zlib.error:
            good = False
        need(good and sha(packed).hex() == e["says"]["packed"], "FILE", path)
        return data

    def read_text(self, path):
        try:
            return self.read(path).decode()
        except UnicodeDecodeError:
            raise Broken("FORM", path)


def read_keys(data):
    value = parse_json(data)
    logs = value.get("logs") if isinstance(value, dict) else None
    need(isinstance(logs, list) and logs, "FORM", "keys.json")
    for log in logs:
        good = isinstance(log, dict) and isinstance(log.get("origin"), str) and whole(log.get("quorum"))
        good = good and isinstance(log.get("keys"), list) and log["keys"] and isinstance(log.get("witnesses"), list)
        good = good and all(isinstance(k, dict) and whole(k.get("fromSize")) for k in log["keys"])
        need(good, "FORM", "keys.json")
        log["periods"] = [(k["fromSize"], parse_key(k.get("key"))) for k in log["keys"]]
        log["cosigners"] = [parse_key(w) for w in log["witnesses"]]
        good = all(k and k[0] == log["origin"] and k[2] in SIGNS_NOTES for _, k in log["periods"])
        need(good and all(w and w[2] in COSIGNS for w in log["cosigners"]), "FORM", "keys.json")
    return logs


def read_notes(data):
    lines = data.split(b"\n")
    notes = [parse_json(line) for line in lines[:-1]]
    need(notes and lines[-1] == b"" and all(isinstance(n, str) for n in notes), "FORM", "checkpoints.jsonl")
    return notes


def check_notes(notes, logs, found):
    checked = []
    for text in notes:
        note = parse_note(text)
        point = parse_checkpoint(note[0]) if note else None
        log = next((one for one in logs if point and one["origin"] == point[0]), None)
        if log is None:
            found("CHECKPOINT_FORM", point and point[1])
            continue
        periods = [key for size, key in log["periods"] if size <= point[1]]
        if not periods or not holds(note, periods[-1]):
            found("CHECKPOINT_SIGNATURE", point[1])
            continue
        for witness in log["cosigners"]:
            if holds(note, witness) is False:
                found("COSIGNATURE", point[1], witness[0])
        checked.append(point)
    return checked


# Events and trees.
def records(data, path):
    at = 0
    while at < len(data):
        need(at + 4 <= len(data), "FORM", path)
        end = at + 4 + int.from_bytes(data[at:at + 4], "big")
        leaf, at, fields, place = data[at + 4:end], end + 32, [], 1
        while at <= len(data) and leaf[:1] == b"\x01" and len(fields) < 11 and place + 4 <= len(leaf):
            stop = place + 4 + int.from_bytes(leaf[place:place + 4], "big")
            fields.append(leaf[place + 4:stop])
            place = stop
        try:
            texts = [f.decode() for f in fields]
        except UnicodeDecodeError:
            texts = []
        numbers = [count(texts[n]) for n in (1, 3, 6)] if len(texts) == 11 and place == len(leaf) else [None]
        need(None not in numbers, "FORM", path)
        yield leaf, data[end:at], texts, numbers[0], numbers[1]


def proofs_in(data, path):
    at = 0
    while at < len(data):
        start, at = at + 1, at + 1 + 32 * data[at]
        need(at <= len(data), "FORM", path)
        yield [data[i:i + 32] for i in range(start, at, 32)]


class Tree:
    """The right edge of a growing tree: the roots of its complete subtrees, and its tiles that are not full."""

    def __init__(self, origin):
        self.hash, self.edge, self.size = (sm3 if origin.endswith("/sm3") else sha), [], 0
        self.open_tiles, self.filled = {}, []

    def append(self, node):
        self.size, height = self.size + 1, 0
        self.to_tile(0, node)
        while not self.size >> height & 1:
            node, height = self.hash(b"\1" + self.edge.pop() + node), height + 1
            if height % 8 == 0:
                self.to_tile(height, node)
        self.edge.append(node)

    def to_tile(self, height, node):
        tile = self.open_tiles.pop(height, b"") + node
        if len(tile) < 8192:
            self.open_tiles[height] = tile
        else:
            self.filled.append(tile)

    def tiles(self, last):
        parts = self.filled + [self.open_tiles[height] for height in sorted(self.open_tiles) if last]
        self.filled = []
        return b"".join(parts)

    def root(self):
        root = self.edge[-1] if self.edge else self.hash(b"")
        for left in reversed(self.edge[:-1]):
            root = self.hash(b"\1" + left + root)
        return root


def included(index, size, proof, root, h, node):
    last = size - 1
    if not 0 <= index < size:
        return False
    for sibling in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = h(b"\1" + sibling + node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = h(b"\1" + node + sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


class Samples:
    """Whether samples are drawn by trees that this log had, between the plan and the draw."""

    def __init__(self, trees):
        self.trees, self.waiting, self.start, self.leaves = trees, {}, {}, {}

    def read(self, kind, body, size, leaves):
        if self.waiting:
            for origin, leaf in leaves.items():
                self.leaves[origin].append(leaf)
        if kind not in ("InspectionPlanned", "SampleDrawn"):
            return True
        data = parse_json(body.encode())
        if not isinstance(data, dict):
            return kind == "InspectionPlanned"
        name = data.get("inspectionId")
        if kind == "SampleDrawn":
            return self.drawn(name, data.get("checkpoint"), size)
        if isinstance(name, str) and isinstance(data.get("samples"), list) and data["samples"]:
            if not self.waiting:
                self.start, self.leaves = copy.deepcopy(self.trees), {origin: [] for origin in self.trees}
            self.waiting[name] = (size, len(data["samples"]))
        return True

    def drawn(self, name, point, now):
        if not isinstance(name, str) or name not in self.waiting:
            return False
        since, left = self.waiting.pop(name)
        if left > 1:
            self.waiting[name] = (since, left - 1)
        point = point if isinstance(point, dict) else {}
        origin, size, root = (point.get(k) for k in ("origin", "size", "root"))
        if not isinstance(origin, str) or not whole(size) or size < since:
            return False
        if origin not in self.trees:
            return any(one.removesuffix("/sm3") == origin.removesuffix("/sm3") for one in self.trees)
        tree = copy.deepcopy(self.start[origin])
        for leaf in self.leaves[origin][:size - tree.size]:
            tree.append(leaf)
        return size < now and base64.b64encode(tree.root()).decode() == root


class Keys:
    """The changes of keys that a log tells of."""

    def __init__(self):
        self.changes = []

    def read(self, texts, at):
        data = parse_json(texts[9].encode()) if (texts[2], texts[5]) == ("keys", "SigningKeyRotated") else None
        listed = data.get("keys") if isinstance(data, dict) else None
        for change in listed if isinstance(listed, list) else []:
            if isinstance(change, dict) and all(isinstance(change.get(k), str) for k in ("oldKey", "newKey")):
                proved = self.handed_over(change, data.get("decisionNo")) if "signature" in change else None
                self.changes.append((change["oldKey"], change["newKey"], at, proved))

    def handed_over(self, change, decision):
        """Whether the key that gives way has signed the change."""
        key, signature = parse_key(change["oldKey"]), change["signature"]
        if key is None or not isinstance(signature, str) or not isinstance(decision, str):
            return False
        text = f"reserve-pool/key-rotation/1\n{change['oldKey']}\n{change['newKey']}\n{decision}\n"
        note = parse_note(f"{text}\n\u2014 {key[0]} {signature}\n")
        return note is not None and note[0] == text and bool(holds(note, key))

    def fit(self, log):
        own = [c for c in self.changes if "+" in c[1] and c[1].split("+")[0] == log["origin"]]
        first, later = log["keys"][0], [(k["key"], k["fromSize"]) for k in log["keys"][1:]]
        proofs = [c[3] for c in own]
        unsigned = proofs.index(True) if True in proofs else len(proofs)
        proved = all(p or (p is None and i < unsigned) for i, p in enumerate(proofs))
        begins = first["fromSize"] == 0 and (not own or own[0][0] == first["key"])
        return begins and proved and later == [c[1:3] for c in own]


# The verification.
class Verification:
    def __init__(self):
        self.findings, self.events, self.attachments = [], 0, []

    def found(self, code, position=None, field=None):
        if sum(f["code"] == code for f in self.findings) < 100:
            self.findings.append({"code": code, "position": position, "field": field})

    def read(self, path, trusted, known):
        pack = Pack(path)
        for name in ["README.txt", *pack.may_have("verify.html")]:
            pack.read_text(name)
        logs = read_keys(pack.read("keys.json"))
        for log in logs:
            if trusted and log["keys"][0]["key"] not in trusted:
                self.found("KEY_NOT_TRUSTED", None, log["origin"])
        pack.read_text("policies.json")
        points = check_notes(read_notes(pack.read("checkpoints.jsonl")) + known, logs, self.found)
        for log in logs:
            if not any(p[:2] == (log["origin"], pack.manifest["size"]) for p in points):
                self.found("CHECKPOINT_MISSING", pack.manifest["size"], log["origin"])
        (self.ledger if pack.whole_log else self.place)(pack, logs, points)
        for name in pack.may_have("attachments.txt"):
            if pack.read_text(name) != "".join(self.attachments):
                self.found("ATTACHMENTS", None, name)

    def in_order(self, pack):
        """Each file of events by its number, its events in order with their proofs if they have any."""
        position, recorded = 0, b""

        def checked(events):
            nonlocal position, recorded
            for event, proof in events:
                _, _, texts, at, _ = event
                if at != position + 1 if pack.whole_log else at <= position:
                    self.found("POSITION", at, "position")
                if texts[0] != pack.manifest["ledger"]:
                    self.found("LEDGER", at, "ledger")
                if utf16(texts[8]) < recorded:
                    self.found("RECORDED_AT", at, "recordedAt")
                position, recorded = at, utf16(texts[8])
                self.attachments += [f"{h}  {at}\n" for h in re.findall('"sha256":"([0-9a-f]{64})"', texts[9])]
                yield event, proof

        for n in range(1, pack.event_files + 1):
            path = f"events/{n:06}"
            events = ((event, None) for event in records(pack.read(path), path))
            if not pack.whole_log:
                read, proofs = [event for event, _ in events], list(proofs_in(pack.read(f"proofs/{n:06}"), path))
                need(len(read) == len(proofs), "FORM", path)
                events = zip(read, proofs)
            yield n, checked(events)

    def ledger(self, pack, logs, points):
        previous, versions, size, suspect, disagreed, claims = bytes(32), {}, 0, None, set(), {}
        trees, keys = {log["origin"]: Tree(log["origin"]) for log in logs}, Keys()
        samples = Samples(trees)
        for origin, at, root in points:
            claims.setdefault(at, []).append((origin, root))

        def roots_agree():
            wrong = {origin for origin, claimed in claims.get(size, []) if claimed != trees[origin].root()}
            for _ in wrong - disagreed:
                self.found("CHECKPOINT_ROOT", size)
            disagreed.update(wrong)
            return size in claims and not wrong

        agree = roots_agree()
        for n, events in self.in_order(pack):
            for (leaf, stored, texts, at, version), _ in events:
                size += 1
                if version != versions.get(texts[2], 0) + 1:
                    self.found("VERSION", at, "version")
                versions[texts[2]] = version
                expected = sha(b"\1" + previous + leaf)
                good = expected == stored
                if suspect:
                    only_hash = not good and sha(b"\1" + suspect[1] + leaf) == stored
                    self.found("CHAIN", suspect[0], "hash" if only_hash else "content")
                    good = good or only_hash
                suspect, previous = (None if good else (at, expected)), stored
                leaves = {origin: tree.hash(b"\0" + leaf) for origin, tree in trees.items()}
                for origin, tree in trees.items():
                    tree.append(leaves[origin])
                if not samples.read(texts[5], texts[9], size, leaves):
                    self.found("SAMPLE", at)
                agree = roots_agree()
                keys.read(texts, at)
            self.events = size
            for name in pack.may_have(f"tiles/{n:06}"):
                tiles = [trees[log["origin"]].tiles(n == pack.event_files) for log in logs]
                if pack.read(name) != b"".join(tiles):
                    self.found("TILES", None, name)
        if suspect:
            self.found("CHAIN", suspect[0], "hash" if agree else "content")
        for _, at in sorted({(origin, at) for origin, at, _ in points if at > size}):
            self.found("CHECKPOINT_AHEAD", at)
        for log in logs:
            if not keys.fit(log):
                self.found("KEYS", None, log["origin"])
        if size != pack.manifest["size"]:
            self.found("SIZE", size)

    def place(self, pack, logs, points):
        size, of, h = 0, (logs[0]["origin"], pack.manifest["size"]), Tree(logs[0]["origin"]).hash
        root = next((r for origin, at, r in points if (origin, at) == of), None)
        for _, events in self.in_order(pack):
            for (leaf, _, _, at, _), proof in events:
                size += 1
                if root is not None and not included(at - 1, of[1], proof, root, h, h(b"\0" + leaf)):
                    self.found("INCLUSION", at)
            self.events = size


def verify(path, trusted, known):
    verification = Verification()
    try:
        verification.read(path, trusted, known)
    except Broken as broken:
        verification.found(broken.args[0], None, broken.args[1])
    findings = verification.findings
    return {"verdict": "BROKEN" if findings else "SOUND", "events": verification.events, "proof": findings}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pack", nargs="+")
    parser.add_argument("--key", action="append", default=[], help="a first key you were told of elsewhere")
    parser.add_argument("--known", action="append", default=[], help="a file of checkpoints kept from elsewhere")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    notes = [note for path in args.known for note in read_notes(open(path, "rb").read())]
    reports = [verify(path, args.key, notes) for path in args.pack]
    for path, report in zip(args.pack, reports):
        if args.json:
            print(json.dumps(report))
            continue
        print(f"{path}: {report['verdict']}, {report['events']} events")
        for f in report["proof"]:
            print(" ", f["code"], "" if f["position"] is None else f"@{f['position']}", f["field"] or "")
    return 0 if all(r["verdict"] == "SOUND" for r in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
