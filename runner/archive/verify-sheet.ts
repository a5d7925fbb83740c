import { sshIdentity, sshNamespace } from '../sign/ssh-signature.ts';
import type { Authority } from '../sign/time/authorities.ts';
import type { TrustedKey } from '../sign/trust.ts';
import { predicateType } from '../sign/statement.ts';
import { ledgerKeyName, signerFile } from './layout.ts';

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

/** The ledger's checkpoint and root; run in the archive's folder, \`LEDGER_KEY\` names the ledger's public key. */
export const ledgerCommands = `set -eu
W=$(mktemp -d)
head -n 3 ledger/checkpoint > "$W/body"
tail -n 1 ledger/checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > "$W/sig"
openssl pkeyutl -verify -pubin -inkey "$LEDGER_KEY" -rawin -in "$W/body" -sigfile "$W/sig"
python3 - <<'PYTHON'
import base64, hashlib
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
print('ledger OK:', size, 'entries')
PYTHON
rm -r "$W"
`;

/** VERIFY.md: how to check an archive without this product. The same for the same keys, so that its digest can stand in the ledger. */
export function verifySheet(facts: {
  readonly reportKeys: readonly TrustedKey[];
  readonly ledgerKeys: readonly TrustedKey[];
  readonly authorities: readonly Authority[];
  readonly origin: string;
}): string {
  const { reportKeys, ledgerKeys, authorities, origin } = facts;
  const firstKey = reportKeys[0] === undefined ? 'signer-….pub.pem' : signerFile(reportKeys[0].keyId);
  const ledgerKey = ledgerKeys[0] === undefined ? 'ledger-….pub.pem' : ledgerKeyName(ledgerKeys[0].keyId);
  return [
    '# Verifying this archive without Postflight',
    '',
    '이 문서의 명령만으로(openssl, jq, sha256sum, ssh-keygen, cosign) 이 보관함의 보고서를 확인할 수 있습니다. 열쇠의 지문은 반드시 다른 경로로 받아 비교하십시오.',
    '',
    'Whoever can change a report here can change `trust/` and this sheet, too. Get the fingerprints **by another road** and compare them with:',
    '`ssh-keygen -i -m PKCS8 -f trust/signer-….pub.pem | ssh-keygen -lf -`',
    '',
    ...keyTable('Keys that sign reports (ECDSA P-256)', reportKeys),
    ...keyTable(`Keys that sign the ledger \`${origin}\` (Ed25519)`, ledgerKeys),
    ...authorityTable(authorities),
    '## One report: openssl, jq, coreutils',
    '',
    `In the report's folder \`runs/YYYY/MM/<runId>\`, with \`KEY\` naming the key that you trust (\`../../../../trust/${firstKey}\`):`,
    '',
    ...block(reportCommands),
    '`Verified OK`, `OK` behind every file and no other complaint mean: these are the bytes that the holder of the key signed. The last line is the result.',
    '',
    '## When it was signed (RFC 3161)',
    '',
    'With `TSA` naming the authority’s certificates (`../../../../trust/tsa-1.pem`, compared by another road). A report without a time stamp says so: its times are the signer’s word.',
    '',
    ...block(timeCommands),
    '## One report: ssh-keygen',
    '',
    'With `ALLOWED` naming `../../../../trust/allowed_signers`. For a key that has ended add `-Overify-time=YYYYMMDD`.',
    '',
    ...block(sshCommands),
    ...cosignPart(),
    '## Whether this is all of it: the ledger',
    '',
    `In the archive's folder, with \`LEDGER_KEY\` naming the ledger's key (\`trust/${ledgerKey}\`):`,
    '',
    ...block(ledgerCommands),
    '`ledger/entries.jsonl` is the population: one `run.opened` before the first step of every run, one `run.closed` with the digests of what was signed. No number is left out of `seq`.',
    'Only a checkpoint that was kept elsewhere shows that the newest entries were not cut off: compare it with the root that the same commands give for its size.',
    '',
  ].join('\n');
}

function block(commands: string): readonly string[] {
  return ['```sh', commands.trimEnd(), '```', ''];
}

function cosignPart(): readonly string[] {
  return [
    '## One report: cosign',
    '',
    ...block(
      `cosign verify-blob-attestation --key "$KEY" --bundle run.sigstore.json --insecure-ignore-tlog=true \\\n  --use-signed-timestamps --trusted-root ../../../../trust/trusted-root.json --type ${predicateType} report.json`,
    ),
    'For a report without a time stamp leave `--use-signed-timestamps` and `--trusted-root …` out.',
    '',
  ];
}

function keyTable(title: string, keys: readonly TrustedKey[]): readonly string[] {
  const rows = keys.map(
    (key) => `| \`${key.keyId}\` | ${key.start} | ${key.end ?? '–'} | ${key.revoked === null ? '' : 'revoked'} |`,
  );
  return [`## ${title}`, '', '| fingerprint | from | until | |', '| --- | --- | --- | --- |', ...rows, ''];
}

function authorityTable(authorities: readonly Authority[]): readonly string[] {
  if (authorities.length === 0) return [];
  const rows = authorities.flatMap(({ certificates }, index) =>
    certificates.map((one) => `| tsa-${index + 1}.pem | ${oneLine(one.subject)} | \`${one.fingerprint256}\` |`),
  );
  return ['## Time stamping authorities', '', '| file | certificate | SHA-256 |', '| --- | --- | --- |', ...rows, ''];
}

function oneLine(subject: string): string {
  return subject.replaceAll('\n', ', ').replaceAll('|', '/');
}
