#!/usr/bin/env python3
"""A second verifier of audit packs, written from docs/audit-format.md alone. Python 3, standard library only.

    python3 verify.py PACK [--key PUBLIC_KEY]... [--known FILE]... [--json]

It proves that a pack is what the log's key signed; whether it was decided by the rules it cannot say. Exit code 0 when
nothing is wrong, 1 with findings, 2 for wrong usage.
"""
import base64
import copy
import hashlib
import json
import re
import struct
import sys
import zlib

ZERO = bytes(32)


class Broken(Exception):
    """Nothing after this can be read: a code and a place."""


def sha(data):
    return hashlib.sha256(data).digest()


# SM3, GB/T 32905.
WORD = 2**32 - 1


def turn(x, n):
    return (x << n % 32 | (x & WORD) >> 32 - n % 32) & WORD


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
            s1 = turn(turn(a, 12) + e + turn(0x79CC4519 if j < 16 else 0x7A879D8A, j) & WORD, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g
            t1, t2 = ff + d + (s1 ^ turn(a, 12)) + (w[j] ^ w[j + 4]) & WORD, gg + h + s1 + w[j] & WORD
            a, b, c, d, e, f, g, h = t1, a, turn(b, 9), c, t2 ^ turn(t2, 9) ^ turn(t2, 17), e, turn(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8L", *v)


def sm3_native(data):
    return hashlib.new("sm3", data).digest()


sm3 = sm3_native if "sm3" in hashlib.algorithms_available else sm3_plain

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


def multiple(s, point):
    result = None
    while s:
        result, point, s = plus(result, point) if s & 1 else result, plus(point, point), s >> 1
    return result


def der_numbers(data):
    """r and s of SEQUENCE { INTEGER r, INTEGER s } in DER, or None."""
    numbers, at = [], 2
    while len(numbers) < 2 and data[at:at + 1] == b"\x02" and at + 1 < len(data):
        value, at = data[at + 2:at + 2 + data[at + 1]], at + 2 + data[at + 1]
        numbers.append(int.from_bytes(value, "big", signed=True))
    body = b"".join(b"\x02" + bytes([n.bit_length() // 8 + 1]) + n.to_bytes(n.bit_length() // 8 + 1, "big")
                    for n in numbers if 0 < n < N)
    return numbers if len(numbers) == 2 and data == b"\x30" + bytes([len(body)]) + body else None


def sm2_signed(public, message, signature):
    numbers = der_numbers(signature)
    if len(public) != 65 or public[0] != 4 or numbers is None:
        return False
    r, s = numbers
    key = (int.from_bytes(public[1:33], "big"), int.from_bytes(public[33:], "big"))
    if max(key) >= Q or (key[0] ** 3 - 3 * key[0] + B - key[1] ** 2) % Q or (r + s) % N == 0:
        return False
    curve = b"".join(n.to_bytes(32, "big") for n in (Q - 3, B, *G))
    e = int.from_bytes(sm3(sm3(b"\x00\x801234567812345678" + curve + public[1:]) + message), "big")
    point = plus(multiple(s, G), multiple((r + s) % N, key))
    return point is not None and (e + point[0]) % N == r


# Ed25519, RFC 8032, section 6; strict: s below the order, points in their one form, no small order.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    c, d = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    e, f = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = d - c, f - e, f + e, d + c
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(s, point):
    result = (0, 1, 1, 0)
    while s:
        if s & 1:
            result = add(result, point)
        point, s = add(point, point), s >> 1
    return result


def equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - x2) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or equal(times(8, a), (0, 1, 1, 0)):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return equal(times(8, times(s, BASE)), times(8, add(r, times(h, a))))


# Texts, keys, notes, checkpoints.
def unbase64(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, UnicodeError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def count(text):
    return int(text) if re.fullmatch(r"0|[1-9][0-9]{0,15}", text, re.A) and int(text) < 2**53 else None


SIGNS_NOTES = (b"\x01", b"\xffsm2-with-sm3/v1")
COSIGNS = (b"\x04", b"\xffsm2-with-sm3-cosignature/v1")


def parse_key(text):
    """A public key as (name, id, type, public key), or None."""
    match = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+(\S+)", text) if isinstance(text, str) else None
    typed = unbase64(match[3]) if match else None
    if typed is None or re.search(r"[\s\x00-\x1f]", match[1]):
        return None
    kinds = ((k, 65 if k[0] == 255 else 32) for k in SIGNS_NOTES + COSIGNS)
    kind = next((k for k, size in kinds if typed.startswith(k) and len(typed) == len(k) + size), None)
    if kind is None or sha(match[1].encode() + b"\n" + typed)[:4].hex() != match[2]:
        return None
    return match[1], match[2], kind, typed[len(kind):]


def parse_note(note):
    """(text, [(name, id, signature)]), or None."""
    if any((c < " " and c != "\n") or "\ud800" <= c <= "\udfff" for c in note):
        return None
    end = note.rfind("\n\n")
    if end < 0 or not note.endswith("\n"):
        return None
    lines = note[end + 2:-1].split("\n")
    signatures = []
    for line in lines:
        match = re.fullmatch(r"\u2014 (\S+) (\S+)", line)
        data = unbase64(match[2]) if match else None
        if data is None or len(data) <= 4 or "+" in match[1]:
            return None
        signatures.append((match[1], data[:4].hex(), data[4:]))
    return (note[:end + 1], signatures) if len(lines) <= 100 else None


def parse_checkpoint(text):
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
    made_by = sm2_signed if len(key[3]) == 65 else signed
    if key[2] in SIGNS_NOTES:
        return made_by(key[3], text.encode(), found)
    time = int.from_bytes(found[:8], "big")
    message = f"cosignature/v1\ntime {time}\n{text}".encode()
    return len(found) > 8 and time < 2**53 and made_by(key[3], message, found[8:])


def handed_over(change, decision):
    """Whether the key that gives way has signed the change."""
    key, signature = parse_key(change["oldKey"]), change["signature"]
    if key is None or not isinstance(signature, str) or not isinstance(decision, str):
        return False
    text = f"reserve-pool/key-rotation/1\n{change['oldKey']}\n{change['newKey']}\n{decision}\n"
    note = parse_note(f"{text}\n\u2014 {key[0]} {signature}\n")
    return note is not None and note[0] == text and bool(holds(note, key))


# The zip.
LIMITS = {"pack": 2**32 - 1, "files": 10000, "directory": 4 << 20, "file": 32 << 20, "ratio": 200, "free": 64 << 10}


class Pack:
    def __init__(self, path):
        self.file = open(path, "rb")
        self.size = self.file.seek(0, 2)
        self.entries = self.directory()
        self.manifest = self.read_manifest()

    def bytes(self, start, end):
        self.file.seek(start)
        return self.file.read(end - start)

    def directory(self):
        if self.size > LIMITS["pack"]:
            raise Broken("LIMIT", "zip")
        end = self.bytes(max(0, self.size - 22), self.size)
        if len(end) < 22 or end[:4] != b"PK\5\6":
            raise Broken("ZIP", "end")
        disk, disk2, number, total, length, offset, comment = struct.unpack("<4H2LH", end[4:])
        if offset + length + 22 != self.size:
            raise Broken("ZIP", "end")
        if total > LIMITS["files"] or length > LIMITS["directory"]:
            raise Broken("LIMIT", "directory")
        data, at, entries = self.bytes(offset, offset + length), 0, []
        for _ in range(total):
            if at + 46 > length:
                raise Broken("ZIP", "directory")
            f = struct.unpack("<4s6H3L5H2L", data[at:at + 46])
            name = data[at + 46:at + 46 + f[10]]
            fixed = (f[0], f[1], f[2], f[3], f[5], f[6], *f[11:16])
            if fixed != (b"PK\1\2", 20, 20, 0x0800, 0, 0x21, 0, 0, 0, 0, 0) or f[4] not in (0, 8):
                raise Broken("ZIP", "directory")
            try:
                path = name.decode()
            except UnicodeDecodeError:
                raise Broken("ZIP", "directory")
            entries.append({"path": path, "method": f[4], "crc": f[7], "packed": f[8], "bytes": f[9], "at": f[16]})
            at += 46 + f[10]
        if at != length or (disk, disk2, number, comment) != (0, 0, total, 0):
            raise Broken("ZIP", "directory")
        place = 0
        for e in entries:
            if e["at"] != place:
                raise Broken("ZIP", e["path"])
            place += 30 + len(e["path"].encode()) + e["packed"]
            most = max(LIMITS["free"], e["packed"] * LIMITS["ratio"])
            if max(e["bytes"], e["packed"]) > LIMITS["file"] or e["bytes"] > most:
                raise Broken("LIMIT", e["path"])
            if e["method"] != (0 if e["path"] == "manifest.json" else 8):
                raise Broken("ZIP", e["path"])
        if place != offset:
            raise Broken("ZIP", "directory")
        return entries

    def packed(self, e):
        name = e["path"].encode()
        head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0x0800, e["method"], 0, 0x21, e["crc"], e["packed"], e["bytes"],
                           len(name), 0) + name
        data = self.bytes(e["at"], e["at"] + len(head) + e["packed"])
        if data[:len(head)] != head:
            raise Broken("ZIP", e["path"])
        return data[len(head):]

    def read_manifest(self):
        last = self.entries[-1] if self.entries else {"path": ""}
        if last["path"] != "manifest.json":
            raise Broken("MANIFEST", "manifest.json")
        data = self.packed(last)
        m = parse_json(data)
        text = lambda *names: all(isinstance(m.get(n), str) for n in names)
        good = (len(data) == last["bytes"] and zlib.crc32(data) == last["crc"] and isinstance(m, dict)
                and m.get("format") == "reserve-pool/audit-pack/1" and whole(m.get("size"))
                and text("ledger", "madeAt", "madeBy", "purpose") and isinstance(m.get("files"), list)
                and (m.get("scope") == "LEDGER" or m.get("scope") == "PLACE" and text("place", "from", "to")))
        paths = [e["path"] for e in self.entries]
        numbers = range(1, 1 + sum(p.startswith("events/") for p in paths))
        page = ["verify.html"] if "verify.html" in paths else []
        order = ["README.txt", *page, "keys.json", "policies.json", "checkpoints.jsonl"]
        for n in numbers:
            order += [f"events/{n:06}"] + ([f"proofs/{n:06}"] if good and m["scope"] == "PLACE" else [])
        if not good or paths != [*order, "manifest.json"] or len(m["files"]) != len(order):
            raise Broken("MANIFEST", "manifest.json")
        for says, e in zip(m["files"], self.entries):
            fits = isinstance(says, dict) and says.get("path") == e["path"] and whole(says.get("bytes"))
            hashes = [says.get(n) for n in ("sha256", "packed")] if fits else [None]
            if not all(isinstance(h, str) and re.fullmatch("[0-9a-f]{64}", h) for h in hashes) or says["bytes"] != e["bytes"]:
                raise Broken("MANIFEST", "manifest.json")
            e["says"] = says
        self.event_files = len(numbers)
        return m

    def read(self, path):
        e = next(e for e in self.entries if e["path"] == path)
        packed = self.packed(e)
        try:
            unpack = zlib.decompressobj(-15)
            data = unpack.decompress(packed, e["bytes"] + 1) if e["bytes"] else unpack.decompress(packed, 1)
            whole_file = unpack.eof and len(data) == e["bytes"]
        except zlib.error:
            whole_file = False
        if sha(packed).hex() != e["says"]["packed"] or not whole_file or sha(data).hex() != e["says"]["sha256"]:
            raise Broken("FILE", path)
        return data


def whole(value):
    return type(value) is int and 0 <= value < 2**53


def refuse(_):
    raise ValueError


def parse_json(data):
    try:
        return json.loads(data.decode(), parse_constant=refuse)
    except (ValueError, RecursionError):
        return None


def read_keys(data):
    value = parse_json(data)
    logs = value.get("logs") if isinstance(value, dict) else None
    if not isinstance(logs, list) or not logs:
        raise Broken("FORM", "keys.json")
    for log in logs:
        good = isinstance(log, dict) and isinstance(log.get("origin"), str) and whole(log.get("quorum"))
        good = good and isinstance(log.get("keys"), list) and log["keys"] and isinstance(log.get("witnesses"), list)
        good = good and all(isinstance(k, dict) and whole(k.get("fromSize")) for k in log["keys"])
        if not good:
            raise Broken("FORM", "keys.json")
        log["periods"] = [(k["fromSize"], parse_key(k.get("key"))) for k in log["keys"]]
        log["cosigners"] = [parse_key(w) for w in log["witnesses"]]
        good = all(k and k[0] == log["origin"] and k[2] in SIGNS_NOTES for _, k in log["periods"])
        if not good or not all(w and w[2] in COSIGNS for w in log["cosigners"]):
            raise Broken("FORM", "keys.json")
    return logs


def read_notes(data):
    try:
        text = data.decode()
        notes = [json.loads(line, parse_constant=refuse) for line in text[:-1].split("\n")]
    except (ValueError, RecursionError):
        raise Broken("FORM", "checkpoints.jsonl")
    if not text.endswith("\n") or not all(isinstance(n, str) for n in notes):
        raise Broken("FORM", "checkpoints.jsonl")
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


def records(data, path):
    at = 0
    while at < len(data):
        if at + 4 > len(data):
            raise Broken("FORM", path)
        end = at + 4 + int.from_bytes(data[at:at + 4], "big")
        leaf, at = data[at + 4:end], end + 32
        fields, place = [], 1
        while at <= len(data) and leaf[:1] == b"\x01" and len(fields) < 11 and place + 4 <= len(leaf):
            stop = place + 4 + int.from_bytes(leaf[place:place + 4], "big")
            fields.append(leaf[place + 4:stop])
            place = stop
        try:
            texts = [f.decode() for f in fields]
        except UnicodeDecodeError:
            texts = []
        numbers = [count(texts[n]) for n in (1, 3, 6)] if len(texts) == 11 and place == len(leaf) else [None]
        if None in numbers:
            raise Broken("FORM", path)
        yield leaf, data[end:at], texts, numbers[0], numbers[1]


class Tree:
    """The right edge of a growing tree: the roots of its complete subtrees."""

    def __init__(self, origin):
        self.hash, self.edge, self.size = (sm3 if origin.endswith("/sm3") else sha), [], 0

    def append(self, node):
        rest, self.size = self.size, self.size + 1
        while rest & 1:
            node, rest = self.hash(b"\1" + self.edge.pop() + node), rest >> 1
        self.edge.append(node)

    def root(self):
        if not self.edge:
            return self.hash(b"")
        root = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            root = self.hash(b"\1" + left + root)
        return root


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


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
        origin, size, root = (point.get(k) for k in ("origin", "size", "root")) if isinstance(point, dict) else (None,) * 3
        if not isinstance(origin, str) or not whole(size) or size < since:
            return False
        if origin not in self.trees:
            return any(one.removesuffix("/sm3") == origin.removesuffix("/sm3") for one in self.trees)
        tree = copy.deepcopy(self.start[origin])
        for leaf in self.leaves[origin][:size - tree.size]:
            tree.append(leaf)
        return size < now and base64.b64encode(tree.root()).decode() == root


def verify_ledger(pack, logs, points, found):
    m, previous, position, recorded = pack.manifest, ZERO, 0, b""
    versions, size, suspect, changes, disagreed = {}, 0, None, [], set()
    trees = {log["origin"]: Tree(log["origin"]) for log in logs}
    samples = Samples(trees)
    claims = {}
    for origin, at, root in points:
        claims.setdefault(at, []).append((origin, root))

    def roots():
        if size not in claims:
            return False
        wrong = {origin for origin, claimed in claims[size] if claimed != trees[origin].root()}
        for _ in wrong - disagreed:
            found("CHECKPOINT_ROOT", size)
        disagreed.update(wrong)
        return not wrong

    agree = roots()
    for n in range(1, pack.event_files + 1):
        path = f"events/{n:06}"
        for leaf, stored, texts, at, version in records(pack.read(path), path):
            size += 1
            if at != position + 1:
                found("POSITION", at, "position")
            if texts[0] != m["ledger"]:
                found("LEDGER", at, "ledger")
            if utf16(texts[8]) < recorded:
                found("RECORDED_AT", at, "recordedAt")
            if version != versions.get(texts[2], 0) + 1:
                found("VERSION", at, "version")
            versions[texts[2]], recorded, position = version, utf16(texts[8]), at
            expected = sha(b"\1" + previous + leaf)
            good = expected == stored
            if suspect:
                only_hash = not good and sha(b"\1" + suspect[1] + leaf) == stored
                found("CHAIN", suspect[0], "hash" if only_hash else "content")
                good = good or only_hash
            suspect, previous = (None if good else (at, expected)), stored
            leaves = {origin: tree.hash(b"\0" + leaf) for origin, tree in trees.items()}
            for origin, tree in trees.items():
                tree.append(leaves[origin])
            if not samples.read(texts[5], texts[9], size, leaves):
                found("SAMPLE", at)
            agree = roots()
            data = parse_json(texts[9].encode()) if (texts[2], texts[5]) == ("keys", "SigningKeyRotated") else None
            listed = data.get("keys") if isinstance(data, dict) else None
            for change in listed if isinstance(listed, list) else []:
                if isinstance(change, dict) and all(isinstance(change.get(k), str) for k in ("oldKey", "newKey")):
                    signed_by_old = handed_over(change, data.get("decisionNo")) if "signature" in change else None
                    changes.append((change["oldKey"], change["newKey"], at, signed_by_old))
    if suspect:
        found("CHAIN", suspect[0], "hash" if agree else "content")
    for at in sorted({(origin, at) for origin, at, _ in points if at > size}):
        found("CHECKPOINT_AHEAD", at[1])
    for log in logs:
        own = [c for c in changes if c[1].split("+")[0] == log["origin"] and "+" in c[1]]
        first, later = log["keys"][0], [(k["key"], k["fromSize"]) for k in log["keys"][1:]]
        begins = first["fromSize"] == 0 and (not own or own[0][0] == first["key"])
        proofs = [c[3] for c in own]
        unsigned = proofs.index(True) if True in proofs else len(proofs)
        proved = all(p or (p is None and i < unsigned) for i, p in enumerate(proofs))
        if not begins or not proved or later != [c[1:3] for c in own]:
            found("KEYS", None, log["origin"])
    if size != m["size"]:
        found("SIZE", size)
    return size


def included(index, size, proof, root, h, node):
    last = size - 1
    if index >= size or index < 0:
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


def verify_place(pack, logs, points, found):
    m, position, recorded, size = pack.manifest, 0, b"", 0
    root = next((r for origin, at, r in points if (origin, at) == (logs[0]["origin"], m["size"])), None)
    h = Tree(logs[0]["origin"]).hash
    for n in range(1, pack.event_files + 1):
        path = f"events/{n:06}"
        events, data = list(records(pack.read(path), path)), pack.read(f"proofs/{n:06}")
        proofs, at = [], 0
        while at < len(data):
            end = at + 1 + 32 * data[at]
            proofs.append([data[i:i + 32] for i in range(at + 1, end, 32)])
            at = end
        if at != len(data) or len(proofs) != len(events):
            raise Broken("FORM", path)
        for (leaf, _, texts, at, _), proof in zip(events, proofs):
            size += 1
            if at <= position:
                found("POSITION", at, "position")
            if texts[0] != m["ledger"]:
                found("LEDGER", at, "ledger")
            if utf16(texts[8]) < recorded:
                found("RECORDED_AT", at, "recordedAt")
            position, recorded = at, utf16(texts[8])
            if root is not None and not included(at - 1, m["size"], proof, root, h, h(b"\0" + leaf)):
                found("INCLUSION", at)
    return size


def verify(path, trusted, known):
    findings, events = [], 0

    def found(code, position=None, field=None):
        if sum(f["code"] == code for f in findings) < 100:
            findings.append({"code": code, "position": position, "field": field})

    try:
        pack = Pack(path)
        names = [e["path"] for e in pack.entries]
        for name in ("README.txt", "verify.html", "keys.json", "policies.json", "checkpoints.jsonl"):
            if name not in names:
                continue
            data = pack.read(name)
            if name == "keys.json":
                logs = read_keys(data)
                for log in logs:
                    if trusted and log["keys"][0]["key"] not in trusted:
                        found("KEY_NOT_TRUSTED", None, log["origin"])
            elif name == "checkpoints.jsonl":
                points = check_notes(read_notes(data) + known, logs, found)
            else:
                try:
                    data.decode()
                except UnicodeDecodeError:
                    raise Broken("FORM", name)
        for log in logs:
            if not any(p[:2] == (log["origin"], pack.manifest["size"]) for p in points):
                found("CHECKPOINT_MISSING", pack.manifest["size"], log["origin"])
        check = verify_ledger if pack.manifest["scope"] == "LEDGER" else verify_place
        events = check(pack, logs, points, found)
    except Broken as broken:
        found(broken.args[0], None, broken.args[1])
    return {"verdict": "BROKEN" if findings else "SOUND", "events": events, "proof": findings}


def main(args):
    paths, trusted, known, as_json = [], [], [], False
    while args:
        arg = args.pop(0)
        if arg == "--json":
            as_json = True
        elif arg in ("--key", "--known") and args:
            (trusted if arg == "--key" else known).append(args.pop(0))
        else:
            paths.append(arg)
    if len(paths) == 0 or any(p.startswith("--") for p in paths):
        print(__doc__, file=sys.stderr)
        return 2
    notes = [note for path in known for note in read_notes(open(path, "rb").read())]
    reports = [verify(path, trusted, notes) for path in paths]
    for path, report in zip(paths, reports):
        if as_json:
            print(json.dumps(report))
            continue
        print(f"{path}: {report['verdict']}, {report['events']} events")
        for f in report["proof"]:
            print(" ", f["code"], "" if f["position"] is None else f"@{f['position']}", f["field"] or "")
    return 0 if all(r["verdict"] == "SOUND" for r in reports) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
