import { sshIdentity, sshNamespace } from '../sign/ssh-signature.ts';

/* What VERIFY.md tells an auditor to type. Tests run exactly these lines. */

/** Shell lines that check one report with openssl, jq and coreutils alone; run in the report's folder. */
export const reportCommands = `set -eu
B=run.sigstore.json; W=$(mktemp -d)
# The signature covers this text: type and payload with their lengths (DSSE).
jq -rj .dsseEnvelope.payload "$B" | base64 -d > "$W/st.json"; TY=$(jq -rj .dsseEnvelope.payloadType "$B")
{ printf 'DSSEv1 %d %s %d ' \${#TY} "$TY" "$(wc -c < "$W/st.json")"; cat "$W/st.json"; } > "$W/st.pae"
jq -rj '.dsseEnvelope.signatures[0].sig' "$B" | base64 -d > "$W/st.sig"
openssl dgst -sha256 -verify "$KEY" -signature "$W/st.sig" "$W/st.pae"
# The signed text names the documents, SHA256SUMS names every other file.
jq -r '.subject[]|select(.digest.sha256)|.digest.sha256+"  "+.name' "$W/st.json" | sha256sum --strict -c -
sha256sum --strict -c SHA256SUMS
# Files that nobody signed: this prints nothing when there are none. Addenda are signed by themselves.
find . ! -type d | sed 's,^\\./,,' | grep -v '^addenda/' | LC_ALL=C sort > "$W/found"
{ cut -c67- SHA256SUMS; ls -d SHA256SUMS SHA256SUMS.sig run.tlog-proof approval.sigstore.json "$B" 2> "$W/absent" || true; } |
  LC_ALL=C sort > "$W/signed"
diff "$W/signed" "$W/found"
jq -r .predicate.result "$W/st.json"
rm -r "$W"
`;

/** The time stamp over a report's signature; `TSA` names the authority's root certificate. */
export const timeCommands = `set -eu
B=run.sigstore.json; W=$(mktemp -d)
jq -rj '.dsseEnvelope.signatures[0].sig' "$B" | base64 -d > "$W/st.sig"
jq -rj '.verificationMaterial.timestampVerificationData.rfc3161Timestamps[0].signedTimestamp' "$B" | base64 -d > "$W/st.tsr"
openssl ts -reply -in "$W/st.tsr" -text | grep 'Time stamp:'
# Once a certificate has expired add: -attime <the time printed above, as seconds since 1970>
openssl ts -verify -in "$W/st.tsr" -data "$W/st.sig" -CAfile "$TSA" -untrusted "$TSA"
rm -r "$W"
`;

/** The same report with ssh-keygen; `ALLOWED` names trust/allowed_signers. */
export const sshCommands = `ssh-keygen -Y verify -f "$ALLOWED" -I ${sshIdentity} -n ${sshNamespace} -s SHA256SUMS.sig < SHA256SUMS
`;

/** What was added after signing, each file signed by itself; run in the report's folder, `KEY` names the key that signed it. */
export const addendaCommands = `set -eu
W=$(mktemp -d)
for B in addenda/*.sigstore.json approval.sigstore.json; do
  [ -f "$B" ] || continue
  jq -rj .dsseEnvelope.payload "$B" | base64 -d > "$W/st.json"; TY=$(jq -rj .dsseEnvelope.payloadType "$B")
  { printf 'DSSEv1 %d %s %d ' \${#TY} "$TY" "$(wc -c < "$W/st.json")"; cat "$W/st.json"; } > "$W/st.pae"
  jq -rj '.dsseEnvelope.signatures[0].sig' "$B" | base64 -d > "$W/st.sig"
  echo "$B"; openssl dgst -sha256 -verify "$KEY" -signature "$W/st.sig" "$W/st.pae"
  # It speaks of this report and of no other.
  jq -r '.subject[]|.digest.sha256+"  "+.name' "$W/st.json" | sha256sum --strict -c -
  # Each names the SHA-256 of the signed text before it (previous), so none can be taken out of the middle.
  jq -c '.predicate | {number, previous, fact, decision, decider, approver}' "$W/st.json"; sha256sum < "$W/st.json"
done
rm -r "$W"
`;

/** One report's place in the ledger without the ledger: for a report that was handed over alone. `LEDGER_KEY` as below. */
export const proofCommands = `set -eu
W=$(mktemp -d)
python3 - "$W" <<'PYTHON'
import base64, hashlib, json, sys
h = lambda b: hashlib.sha256(b).digest()
text = open('run.tlog-proof', encoding='utf-8', newline='').read()
head, note = text.split('\\n\\n', 1)
_, extra, index, *proof = head.split('\\n')
entry, index = base64.b64decode(extra.split(' ')[1]), int(index.split(' ')[1])
origin, size, root = note.split('\\n')[:3]
# RFC 9162, 2.1.3.2: from the entry's hash up to the root.
at, last, found = index, int(size) - 1, h(b'\\0' + entry)
for beside in map(base64.b64decode, proof):
    assert last > 0, 'the proof is too long'
    if at % 2 == 1 or at == last:
        found = h(b'\\1' + beside + found)
        while at % 2 == 0 and at != 0: at, last = at // 2, last // 2
    else: found = h(b'\\1' + found + beside)
    at, last = at // 2, last // 2
assert last == 0 and base64.b64encode(found).decode() == root, 'the proof does not lead to the signed root'
envelope, said = json.load(open('run.sigstore.json'))['dsseEnvelope'], json.loads(entry)
sha = lambda text: hashlib.sha256(base64.b64decode(text)).hexdigest()
assert said['statementSha256'] == sha(envelope['payload']), 'the entry is of another statement'
assert said['signatureSha256'] == sha(envelope['signatures'][0]['sig']), 'the entry is of another signature'
open(sys.argv[1] + '/body', 'w', newline='').write('\\n'.join(note.split('\\n')[:3]) + '\\n')
open(sys.argv[1] + '/sig', 'wb').write(base64.b64decode(note.split('\\n')[4].split(' ')[2])[-64:])
print('entry', index, 'of', size, 'in', origin, 'is this report:', said['result'])
PYTHON
openssl pkeyutl -verify -pubin -inkey "$LEDGER_KEY" -rawin -in "$W/body" -sigfile "$W/sig"
rm -r "$W"
`;

/** The ledger's checkpoint and root, and the population; run in the archive's folder, `LEDGER_KEY` names the ledger's public key. */
export const ledgerCommands = `set -eu
W=$(mktemp -d)
head -n 3 ledger/checkpoint > "$W/body"
tail -n 1 ledger/checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > "$W/sig"
openssl pkeyutl -verify -pubin -inkey "$LEDGER_KEY" -rawin -in "$W/body" -sigfile "$W/sig"
python3 - <<'PYTHON'
import base64, glob, hashlib, json, os
h = lambda b: hashlib.sha256(b).digest()
def root(hashes):
    if len(hashes) == 1: return hashes[0]
    k = 1
    while k * 2 < len(hashes): k *= 2
    return h(b'\\1' + root(hashes[:k]) + root(hashes[k:]))
lines = open('ledger/entries.jsonl', 'rb').read().split(b'\\n')[:-1]
size, signed = open('ledger/checkpoint').read().split('\\n')[1:3]
found = base64.b64encode(root([h(b'\\0' + line) for line in lines[:int(size)]])).decode()
assert found == signed and len(lines) == int(size), 'the ledger is not the one that was signed'
entries = [json.loads(line) for line in lines]
assert [one['seq'] for one in entries] == list(range(len(entries))), 'a number is left out'
runs = lambda *types: {one['runId'] for one in entries if one['type'] in types}
there = {os.path.basename(path) for path in glob.glob('runs/*/*/*')}
closed, expired = runs('run.closed', 'run.imported'), runs('report.expired')
print('opened and never closed (hidden?):', sorted(runs('run.opened') - closed - runs('run.abandoned')) or 'none')
print('in the ledger, and the folder is gone:', sorted(closed - there - expired) or 'none')
print('a folder that the ledger does not know:', sorted(there - closed) or 'none')
print('removed after their time, tombstones/:', sorted(expired) or 'none')
assert there <= closed and closed - there <= expired, 'ledger and folders do not fit'
print('ledger OK:', size, 'entries,', len(there), 'reports')
PYTHON
rm -r "$W"
`;

/** The fingerprints of the keys in trust/; run in the archive's folder. ssh-keygen converts no Ed25519 key, so its form is put together here. */
export const fingerprintCommands = `set -eu
for K in trust/signer-*.pub.pem; do echo "$K"; ssh-keygen -i -m PKCS8 -f "$K" | ssh-keygen -lf -; done
for K in trust/ledger-*.pub.pem; do
  { printf '\\0\\0\\0\\013ssh-ed25519\\0\\0\\0\\040'; openssl pkey -pubin -in "$K" -outform DER | tail -c 32; } |
    openssl dgst -sha256 -binary | base64 | sed "s,^,SHA256:,; s,=*$,," | sed "s,^,$K ,"
done
`;
