#!/usr/bin/env python3
"""A second verifier of audit packs, written from docs/audit-format.md alone. Python 3.9, standard library
only, with an OpenSSL that has SM3 (1.1.1 or later) for logs of SM3.

    python3 verify.py PACK... [--key PUBLIC_KEY]... [--known FILE]... [--json]

It proves that a pack is what the log's key signed; whether it was decided by the rules it cannot say. Exit code 0 when
nothing is wrong, 1 with findings, 2 for wrong usage.
"""
import argparse, base64, hashlib, itertools, json, mmap, re, struct, sys, zlib
from collections import namedtuple
from functools import cache

class Broken(Exception):
    """Nothing after this can be read: a code and a place."""

def need(holds, code, place):
    if not holds:
        raise Broken(code, place)

def sha(data):
    return hashlib.sha256(data).digest()

def sm3(data):
    try:
        return hashlib.new("sm3", data).digest()
    except ValueError:
        print("The OpenSSL of this Python has no SM3.", file=sys.stderr)
        sys.exit(2)

def multiple(n, point, plus, total):
    while n:
        total, point, n = plus(total, point) if n & 1 else total, plus(point, point), n >> 1
    return total

# Signatures: the packs of one ledger share most of theirs, and each is checked once.
# SM2, GB/T 32918: points are (x, y), or None for the one at infinity.
Q = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
     0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0)

def sm2_plus(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % Q == 0:
        return None
    slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, Q) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, Q)
    x = (slope**2 - a[0] - b[0]) % Q
    return x, (slope * (a[0] - x) - a[1]) % Q

def der(*numbers):
    parts = [n.to_bytes(n.bit_length() // 8 + 1, "big") for n in numbers]
    body = b"".join(bytes([2, len(part)]) + part for part in parts)
    return bytes([0x30, len(body)]) + body

@cache
def sm2_signed(public, message, signature):
    split = 4 + signature[3] if len(signature) > 8 else 0
    r, s = (int.from_bytes(part, "big", signed=True) for part in (signature[4:split], signature[split + 2:]))
    x, y = (int.from_bytes(part, "big") for part in (public[1:33], public[33:]))
    on_curve = public[0] == 4 and max(x, y) < Q and (x**3 - 3 * x + B - y**2) % Q == 0
    if not (on_curve and 0 < r < N and 0 < s < N and (r + s) % N and signature == der(r, s)):
        return False
    curve = b"".join(n.to_bytes(32, "big") for n in (Q - 3, B, *G))
    e = int.from_bytes(sm3(sm3(b"\x00\x801234567812345678" + curve + public[1:]) + message), "big")
    point = sm2_plus(multiple(s, G, sm2_plus, None), multiple((r + s) % N, (x, y), sm2_plus, None))
    return point is not None and (e + point[0]) % N == r

# Ed25519, RFC 8032, section 6; strict: s below the order, points in their one form, no key of small order.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def ed_plus(a, b):
    both = D * a[0] * b[0] * a[1] * b[1]
    over = pow(1 - both * both, -1, P)
    x, y = a[0] * b[1] + b[0] * a[1], a[1] * b[1] + a[0] * b[0]
    return x * (1 - both) * over % P, y * (1 + both) * over % P

def ed_point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if x * x % P == x2 else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != x2 or (x == 0 and sign):
        return None
    return (x if x % 2 == sign else P - x), y

BASE = ed_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

def ed_times(n, point):
    return multiple(n, point, ed_plus, (0, 1))

@cache
def ed25519_signed(public, message, signature):
    a, r, s = ed_point(public), ed_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or not a or not r or s >= L or ed_times(8, a) == (0, 1):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return ed_times(8 * s, BASE) == ed_times(8, ed_plus(r, ed_times(h, a)))

# Texts and JSON.
def attempt(read, *data):
    """What it reads, or None where it cannot."""
    try:
        return read(*data)
    except (ValueError, RecursionError, zlib.error):
        return None

def unbase64(text):
    data = attempt(base64.b64decode, text, None, True)
    return data if data is not None and base64.b64encode(data).decode() == text else None

def whole(value):
    return type(value) is int and 0 <= value < 2**53

def count(text):
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,15}", text, re.A) and whole(int(text)) else None

def double(text):
    return int(float(text)) if float(text).is_integer() else float(text)

def parse_json(data):
    """The value, or None. Its numbers are doubles, as JSON's are; int refuses the NaN and Infinity of Python's."""
    return attempt(lambda: json.loads(data.decode(), parse_int=double, parse_float=double, parse_constant=int))

def fits(value, shape):
    """Whether a JSON value has a shape: {name: shape}, [shape of each], a text, a pattern, a type or a test."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(fits(value.get(name), one) for name, one in shape.items())
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    if isinstance(shape, str):
        return value == shape
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value)
    return isinstance(value, shape) if isinstance(shape, type) else shape(value)

# Keys, notes, checkpoints.
SIGNS_NOTES = {b"\x01": 32, b"\xffsm2-with-sm3/v1": 65}
COSIGNS = {b"\x04": 32, b"\xffsm2-with-sm3-cosignature/v1": 65}
Key = namedtuple("Key", "name id type public")

def parse_key(text):
    match = re.fullmatch(r"([^+\s\x00-\x1f\ud800-\udfff]+)\+([0-9a-f]{8})\+(\S+)", text)
    typed = unbase64(match[3]) if match else None
    if typed and sha(match[1].encode() + b"\n" + typed)[:4].hex() == match[2]:
        for kind, size in {**SIGNS_NOTES, **COSIGNS}.items():
            if typed.startswith(kind) and len(typed) == len(kind) + size:
                return Key(match[1], match[2], kind, typed[len(kind):])
    return None

def parse_note(note):
    """(text, [(name, id, signature)]), or None."""
    match = re.fullmatch("(.*\n)\n((?:\u2014 [^\\s+]+ \\S+\n){1,100})", note, re.S)
    if not match or re.search("[\x00-\x09\x0b-\x1f\ud800-\udfff]", note):
        return None
    lines = [(name, unbase64(data)) for name, data in re.findall("\u2014 (\\S+) (\\S+)\n", match[2])]
    made = [(name, data[:4].hex(), data[4:]) for name, data in lines if data and len(data) > 4]
    return (match[1], made) if len(made) == len(lines) else None

def parse_checkpoint(note):
    """(origin, size, root), or None."""
    lines = note[0][:-1].split("\n") if note else [""]
    if "" in lines or len(lines) < 3:
        return None
    size, root = count(lines[1]), unbase64(lines[2])
    return (lines[0], size, root) if size is not None and root is not None and len(root) == 32 else None

def holds(note, key):
    """None without a signature of this key, else whether it holds."""
    text, signatures = note
    made = next((signature for *who, signature in signatures if who == [key.name, key.id]), None)
    if made is None:
        return None
    signed = sm2_signed if len(key.public) == 65 else ed25519_signed
    if key.type in SIGNS_NOTES:
        return signed(key.public, text.encode(), made)
    time, made = int.from_bytes(made[:8], "big"), made[8:]
    return bool(made) and whole(time) and signed(key.public, f"cosignature/v1\ntime {time}\n{text}".encode(), made)

def read_keys(data):
    value = parse_json(data)
    periods = [{"key": str, "fromSize": whole}]
    good = fits(value, {"logs": [{"origin": str, "quorum": whole, "keys": periods, "witnesses": [str]}]})
    need(good and value["logs"] and all(log["keys"] for log in value["logs"]), "FORM", "keys.json")
    for log in value["logs"]:
        log["signers"] = [(one["fromSize"], parse_key(one["key"])) for one in log["keys"]]
        log["cosigners"] = [parse_key(text) for text in log["witnesses"]]
        good = all(key and key.name == log["origin"] and key.type in SIGNS_NOTES for _, key in log["signers"])
        need(good and all(key and key.type in COSIGNS for key in log["cosigners"]), "FORM", "keys.json")
    return value["logs"]

def read_notes(data):
    *lines, last = data.split(b"\n")
    notes = [parse_json(line) for line in lines]
    need(notes and last == b"" and fits(notes, [str]), "FORM", "checkpoints.jsonl")
    return notes

# The zip.
SHA256 = re.compile("[0-9a-f]{64}")
FILES = [{"path": str, "bytes": whole, "sha256": SHA256, "packed": SHA256}]
MANIFEST = {"format": "reserve-pool/audit-pack/1", "ledger": str, "size": whole, "madeAt": str, "madeBy": str,
            "purpose": str, "files": FILES}
PLACE = {"scope": "PLACE", "place": str, "from": str, "to": str}
Entry = namedtuple("Entry", "path method crc packed bytes at head")

class Pack:
    """A pack whose layout and manifest hold; its files are checked as they are read."""

    def __init__(self, path):
        with open(path, "rb") as file:
            size = file.seek(0, 2)
            need(size < 2**32, "LIMIT", "zip")
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        end = self.data[-22:]
        need(len(end) == 22 and end[:4] == b"PK\5\6", "ZIP", "end")
        number, length, offset = struct.unpack("<H2L", end[10:20])
        need(offset + length + 22 == size, "ZIP", "end")
        need(number <= 10000 and length <= 4 << 20, "LIMIT", "directory")
        entries, place = self.directory(self.data[offset:], number, offset), 0
        for e in entries:
            need(e.at == place, "ZIP", e.path)
            place += len(e.head) + e.packed
            need(max(e.bytes, e.packed) <= 32 << 20 and e.bytes <= max(64 << 10, 200 * e.packed), "LIMIT", e.path)
            need(e.method == (0 if e.path == "manifest.json" else 8), "ZIP", e.path)
        need(place == offset, "ZIP", "directory")
        self.read_manifest(entries, [e.path for e in entries])

    def directory(self, data, number, offset):
        """The entries, which written down again give the very same bytes."""
        again, entries = b"", []
        for _ in range(number):
            raw = data[len(again):len(again) + 46]
            need(len(raw) == 46, "ZIP", "directory")
            method, crc, packed, size, letters, at = struct.unpack("<H4x3LH12xL", raw[10:])
            name = data[len(again) + 46:len(again) + 46 + letters]
            need(method in (0, 8) and name.isascii(), "ZIP", "directory")
            common = struct.pack("<5H3L2H", 20, 0x0800, method, 0, 0x21, crc, packed, size, len(name), 0)
            again += b"PK\1\2\x14\0" + common + bytes(10) + struct.pack("<L", at) + name
            entries.append(Entry(name.decode(), method, crc, packed, size, at, b"PK\3\4" + common + name))
        again += b"PK\5\6" + struct.pack("<4H2LH", 0, 0, number, number, len(again), offset, 0)
        need(again == data, "ZIP", "directory")
        return entries

    def packed(self, e):
        data = self.data[e.at:e.at + len(e.head) + e.packed]
        need(data.startswith(e.head), "ZIP", e.path)
        return data[len(e.head):]

    def read_manifest(self, entries, paths):
        need(paths[-1:] == ["manifest.json"], "MANIFEST", "manifest.json")
        e, data = entries[-1], self.packed(entries[-1])
        self.manifest = m = parse_json(data)
        good = len(data) == e.bytes and zlib.crc32(data) == e.crc and fits(m, MANIFEST)
        need(good and (fits(m, {"scope": "LEDGER"}) or fits(m, PLACE)), "MANIFEST", "manifest.json")
        self.of_ledger, self.event_files = m["scope"] == "LEDGER", sum(path.startswith("events/") for path in paths)
        kinds = ["events"] + (["tiles"] * ("tiles/000001" in paths) if self.of_ledger else ["proofs"])
        numbered = [f"{kind}/{n:06}" for n in range(1, 1 + self.event_files) for kind in kinds]
        order = ["README.txt", "verify.html", "keys.json", "policies.json", "checkpoints.jsonl", *numbered,
                 "attachments.txt", "manifest.json"]
        missing = {"verify.html", "attachments.txt"} - set(paths)
        listed = [(says["path"], says["bytes"]) for says in m["files"]] + [(e.path, e.bytes)]
        in_order = paths == [path for path in order if path not in missing]
        need(in_order and listed == [(e.path, e.bytes) for e in entries], "MANIFEST", "manifest.json")
        self.files = {e.path: (e, says["sha256"], says["packed"]) for e, says in zip(entries, m["files"])}

    def those_of(self, *paths):
        return [path for path in paths if path in self.files]

    def read(self, path):
        e, *hashes = self.files[path]
        packed, unpack = self.packed(e), zlib.decompressobj(-15)
        data = attempt(unpack.decompress, packed, e.bytes + 1)
        fits_in = data is not None and unpack.eof and len(data) == e.bytes
        need(fits_in and hashes == [sha(data).hex(), sha(packed).hex()], "FILE", path)
        return data

# Events, proofs, trees.
Event = namedtuple("Event", "leaf chain ledger position stream version id type schema occurred recorded body meta")

def decoded(data, path):
    text = attempt(data.decode)
    need(text is not None, "FORM", path)
    return text

def counted(data, at):
    """The bytes whose number stands in the four before them, and where they end."""
    end = at + 4 + int.from_bytes(data[at:at + 4], "big")
    return data[at + 4:end], end

def events_in(data, path):
    at = 0
    while at < len(data):
        leaf, end = counted(data, at)
        chain, fields, place, at = data[end:end + 32], [], 1, end + 32
        while place < len(leaf):
            field, place = counted(leaf, place)
            fields.append(field)
        need(len(chain) == 32 and leaf[:1] == b"\1" and place == len(leaf) and len(fields) == 11, "FORM", path)
        event = Event(leaf, chain, *(decoded(field, path) for field in fields))
        position, version = count(event.position), count(event.version)
        need(None not in (position, version, count(event.schema)), "FORM", path)
        yield event._replace(position=position, version=version)

def proofs_in(data, path):
    at = 0
    while at < len(data):
        start, at = at + 1, at + 1 + 32 * data[at]
        need(at <= len(data), "FORM", path)
        yield [data[i:i + 32] for i in range(start, at, 32)]

class Tree:
    """The roots of all complete subtrees, one after another, of each height; and the tiles that became full."""

    def __init__(self, origin):
        self.hash = sm3 if origin.endswith("/sm3") else sha
        self.levels, self.full = [bytearray()], []

    def append(self, leaf):
        node = self.hash(b"\0" + leaf)
        for height, level in enumerate(self.levels):
            level += node
            if height % 8 == 0 and len(level) % 8192 == 0:
                self.full.append(level[-8192:])
            if len(level) % 64:
                return
            node = self.hash(b"\1" + level[-64:])
        self.levels.append(bytearray(node))

    def root(self, size):
        """The root at any size it has had: complete subtrees, the smallest stands rightmost."""
        root = None
        for height, level in enumerate(self.levels):
            if size >> height & 1:
                left = level[32 * (size >> height) - 32:32 * (size >> height)]
                root = bytes(left) if root is None else self.hash(b"\1" + left + root)
        return self.hash(b"") if root is None else root

    def tiles(self, last):
        """Those that became full since they were asked for; after the last event also those that are not full."""
        full, self.full = self.full, []
        return b"".join(full + [level[len(level) // 8192 * 8192:] for level in self.levels[::8] if last])

def climbed(index, size, proof, node, h):
    """The root that a leaf hash and its proof of inclusion lead to, or None."""
    if size == 1 or not proof:
        return node if size == 1 and not proof else None
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        below = climbed(index, left, proof[:-1], node, h)
        return below and h(b"\1" + below + proof[-1])
    below = climbed(index - left, size - left, proof[:-1], node, h)
    return below and h(b"\1" + proof[-1] + below)

# The verification.
def handed_over(change, decision):
    """Whether the key that gives way has signed the change."""
    key = parse_key(change["oldKey"])
    if key is None or not fits([change["signature"], decision], [str]):
        return False
    text = f"reserve-pool/key-rotation/1\n{change['oldKey']}\n{change['newKey']}\n{decision}\n"
    note = parse_note(f"{text}\n\u2014 {key.name} {change['signature']}\n")
    return note is not None and note[0] == text and bool(holds(note, key))

class Verification:
    """One pack, file by file; of a whole ledger also its chain, versions, trees, samples and keys."""

    def __init__(self):
        self.findings, self.events, self.attachments = [], 0, ""
        self.size, self.position, self.recorded, self.versions = 0, 0, b"", {}
        self.previous, self.suspect, self.disagreed = bytes(32), None, set()
        self.claims, self.waiting, self.changes = {}, {}, []

    def expect(self, holds, code, position=None, field=None):
        """A finding unless it holds; of each code the first 100."""
        if not holds and sum(finding["code"] == code for finding in self.findings) < 100:
            self.findings.append({"code": code, "position": position, "field": field})
        return holds

    def read(self, pack, trusted, known):
        for name in pack.those_of("README.txt", "verify.html"):
            decoded(pack.read(name), name)
        self.logs, size = read_keys(pack.read("keys.json")), pack.manifest["size"]
        self.trees = {log["origin"]: Tree(log["origin"]) for log in self.logs}
        for log in self.logs:
            self.expect(not trusted or log["keys"][0]["key"] in trusted, "KEY_NOT_TRUSTED", None, log["origin"])
        decoded(pack.read("policies.json"), "policies.json")
        for origin, at, root in self.checkpoints(read_notes(pack.read("checkpoints.jsonl")) + known):
            self.claims.setdefault(at, []).append((origin, root))
        signed = [origin for origin, _ in self.claims.get(size, [])]
        for log in self.logs:
            self.expect(log["origin"] in signed, "CHECKPOINT_MISSING", size, log["origin"])
        self.agree = pack.of_ledger and self.roots_agree()
        for n in range(1, pack.event_files + 1):
            self.read_events(pack, n)
            for name in pack.those_of(f"tiles/{n:06}"):
                tiles = b"".join(self.trees[log["origin"]].tiles(n == pack.event_files) for log in self.logs)
                self.expect(pack.read(name) == tiles, "TILES", None, name)
        if pack.of_ledger:
            self.end(size)
        for name in pack.those_of("attachments.txt"):
            self.expect(decoded(pack.read(name), name) == self.attachments, "ATTACHMENTS", None, name)

    def checkpoints(self, notes):
        """Those that their log's key in force has signed."""
        for note in map(parse_note, notes):
            point = parse_checkpoint(note)
            log = next((log for log in self.logs if point and log["origin"] == point[0]), None)
            if not self.expect(log, "CHECKPOINT_FORM", point and point[1]):
                continue
            signers = [key for size, key in log["signers"] if size <= point[1]]
            if self.expect(signers and holds(note, signers[-1]), "CHECKPOINT_SIGNATURE", point[1]):
                for witness in log["cosigners"]:
                    self.expect(holds(note, witness) is not False, "COSIGNATURE", point[1], witness.name)
                yield point

    def read_events(self, pack, n):
        path, size = f"events/{n:06}", pack.manifest["size"]
        events, proofs = events_in(pack.read(path), path), itertools.repeat(None)
        if not pack.of_ledger:
            events, proofs = list(events), list(proofs_in(pack.read(f"proofs/{n:06}"), path))
            need(len(events) == len(proofs), "FORM", path)
        for event, proof in zip(events, proofs):
            at, recorded = event.position, event.recorded.encode("utf-16-be")
            follows = at == self.position + 1 if pack.of_ledger else at > self.position
            self.expect(follows, "POSITION", at, "position")
            self.expect(event.ledger == pack.manifest["ledger"], "LEDGER", at, "ledger")
            self.expect(recorded >= self.recorded, "RECORDED_AT", at, "recordedAt")
            self.size, self.position, self.recorded = self.size + 1, at, recorded
            named = re.findall('"sha256":"([0-9a-f]{64})"', event.body)
            self.attachments += "".join(f"{sha256}  {at}\n" for sha256 in named)
            if pack.of_ledger:
                self.read_in_ledger(event)
            else:
                self.expect(self.included(event, proof, size), "INCLUSION", at)
        self.events = self.size

    def included(self, event, proof, size):
        """Whether it is in the tree of the pack's checkpoint, the first log's; yes where there is none."""
        origin, tree = next(iter(self.trees.items()))
        root = next((root for name, root in self.claims.get(size, []) if name == origin), None)
        if root is None or not 0 < event.position <= size:
            return root is None
        return climbed(event.position - 1, size, proof, tree.hash(b"\0" + event.leaf), tree.hash) == root

    def read_in_ledger(self, event):
        follows = event.version == self.versions.get(event.stream, 0) + 1
        self.expect(follows, "VERSION", event.position, "version")
        self.versions[event.stream] = event.version
        self.link(event)
        for tree in self.trees.values():
            tree.append(event.leaf)
        if event.type in ("InspectionPlanned", "SampleDrawn"):
            self.expect(self.sampled(event), "SAMPLE", event.position)
        if (event.stream, event.type) == ("keys", "SigningKeyRotated"):
            self.change_keys(event)
        self.agree = self.roots_agree()

    def link(self, event):
        """Follows the chain; whether only the stored value is wrong shows with the next event."""
        expected = sha(b"\1" + self.previous + event.leaf)
        good = expected == event.chain
        if self.suspect:
            only_hash = not good and sha(b"\1" + self.suspect[1] + event.leaf) == event.chain
            self.expect(False, "CHAIN", self.suspect[0], "hash" if only_hash else "content")
            good = good or only_hash
        self.suspect, self.previous = None if good else (event.position, expected), event.chain

    def roots_agree(self):
        """Whether a root is claimed for the events so far and every one is theirs."""
        claims = self.claims.get(self.size, [])
        wrong = {origin for origin, root in claims if root != self.trees[origin].root(self.size)}
        for origin in wrong:
            self.expect(origin in self.disagreed, "CHECKPOINT_ROOT", self.size)
        self.disagreed |= wrong
        return bool(claims) and not wrong

    def sampled(self, event):
        """Whether it plans a sample, or draws one by a tree that this log had between the plan and the draw."""
        data, plans = parse_json(event.body.encode()), event.type == "InspectionPlanned"
        if not fits(data, {"inspectionId": str}):
            return plans
        if plans:
            if fits(data, {"samples": list}) and data["samples"]:
                self.waiting[data["inspectionId"]] = [self.size] * len(data["samples"])
            return True
        waiting, point = self.waiting.get(data["inspectionId"]), data.get("checkpoint")
        planned = waiting.pop() if waiting else None
        if planned is None or not fits(point, {"origin": str, "size": whole}) or point["size"] < planned:
            return False
        origin, size = point["origin"], point["size"]
        if origin not in self.trees:
            return any(own.removesuffix("/sm3") == origin.removesuffix("/sm3") for own in self.trees)
        root = self.trees[origin].root(size) if size < self.size else None
        return root is not None and point.get("root") == base64.b64encode(root).decode()

    def change_keys(self, event):
        data = parse_json(event.body.encode())
        for change in data["keys"] if fits(data, {"keys": list}) else []:
            if fits(change, {"oldKey": str, "newKey": str}):
                proved = handed_over(change, data.get("decisionNo")) if "signature" in change else None
                self.changes.append((change["oldKey"], change["newKey"], event.position, proved))

    def keys_fit(self, log):
        own = [change for change in self.changes if change[1].startswith(log["origin"] + "+")]
        proofs = itertools.dropwhile(lambda proved: proved is None, (proved for *_, proved in own))
        first = own[0][0] if own else log["keys"][0]["key"]
        expected = [(first, 0), *((new, at) for _, new, at, _ in own)]
        return all(proofs) and expected == [(one["key"], one["fromSize"]) for one in log["keys"]]

    def end(self, size):
        if self.suspect:
            self.expect(False, "CHAIN", self.suspect[0], "hash" if self.agree else "content")
        ahead = {(origin, at) for at, claims in self.claims.items() for origin, _ in claims if at > self.size}
        for _, at in sorted(ahead):
            self.expect(False, "CHECKPOINT_AHEAD", at)
        for log in self.logs:
            self.expect(self.keys_fit(log), "KEYS", None, log["origin"])
        self.expect(self.size == size, "SIZE", self.size)

def verify(path, trusted, known):
    verification = Verification()
    try:
        verification.read(Pack(path), trusted, known)
    except Broken as broken:
        verification.expect(False, broken.args[0], None, broken.args[1])
    verdict = "BROKEN" if verification.findings else "SOUND"
    return {"verdict": verdict, "events": verification.events, "proof": verification.findings}

def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pack", nargs="+")
    parser.add_argument("--key", action="append", default=[], help="a first key you were told of elsewhere")
    parser.add_argument("--known", action="append", default=[], help="a file of checkpoints kept from elsewhere")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    notes = [note for path in args.known for note in read_notes(open(path, "rb").read())]
    sound = True
    for path in args.pack:
        report = verify(path, args.key, notes)
        sound = sound and report["verdict"] == "SOUND"
        print(json.dumps(report) if args.json else f"{path}: {report['verdict']}, {report['events']} events")
        for f in [] if args.json else report["proof"]:
            print(" ", f["code"], "" if f["position"] is None else f"@{f['position']}", f["field"] or "")
    return 0 if sound else 1

if __name__ == "__main__":
    sys.exit(main())
