import type { Authority } from '../sign/time/authorities.ts';
import type { TrustedKey } from '../sign/trust.ts';
import { predicateType } from '../sign/statement.ts';
import { ledgerKeyName, signerFile } from './layout.ts';
import {
  addendaCommands,
  fingerprintCommands,
  ledgerCommands,
  proofCommands,
  reportCommands,
  sshCommands,
  timeCommands,
} from './verify-commands.ts';

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
    'Whoever can change a report here can change `trust/` and this sheet, too. Get the fingerprints **by another road** and compare them with what these lines print in the archive’s folder:',
    '',
    ...block(fingerprintCommands),
    ...keyTable('Keys that sign reports (ECDSA P-256)', reportKeys),
    ...keyTable(`Keys that sign the ledger \`${origin}\` (Ed25519)`, ledgerKeys),
    ...authorityTable(authorities),
    ...reportPart(firstKey),
    ...cosignPart(),
    ...ledgerPart(ledgerKey),
  ].join('\n');
}

function reportPart(firstKey: string): readonly string[] {
  return [
    '## One report: openssl, jq, coreutils',
    '',
    `In the report's folder \`runs/YYYY/MM/<runId>\`, with \`KEY\` naming the key that you trust (\`../../../../trust/${firstKey}\`):`,
    '',
    ...block(reportCommands),
    '`Verified OK`, `OK` behind every file and no other complaint mean: these are the bytes that the holder of the key signed. The last line is the result.',
    'A file that was lawfully erased later is missing here. It must stand in the ledger as `file.erased` and in an addendum as `files.erased`, both with its digest.',
    '',
    '## What was added later: addenda and a second person’s approval',
    '',
    'In the same folder; for an approval with a key of its own, `KEY` names that person’s key.',
    '',
    ...block(addendaCommands),
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
  ];
}

function ledgerPart(ledgerKey: string): readonly string[] {
  return [
    '## One report’s place in the ledger',
    '',
    'In the report’s folder, for a report that was handed over alone. `LEDGER_KEY` names the ledger’s key. Does `run.tlog-proof` lead from this report to a signed root?',
    '',
    ...block(proofCommands),
    '## Whether this is all of it: the ledger',
    '',
    `In the archive's folder, with \`LEDGER_KEY\` naming the ledger's key (\`trust/${ledgerKey}\`):`,
    '',
    ...block(ledgerCommands),
    '`ledger/entries.jsonl` is the population: one `run.opened` before the first step of every run, one `run.closed` with the digests of what was signed. No number is left out of `seq`.',
    'Only a checkpoint that was kept elsewhere shows that the newest entries were not cut off: compare it with the root that the same commands give for its size.',
    '',
  ];
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
