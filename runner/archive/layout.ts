import { join } from 'node:path';
import { assert } from '../base/assert.ts';
import { isRunId } from '../base/ids.ts';
import { listFolder } from './plain-file.ts';

/** Names inside one report's folder that this product gives a meaning to. */
export const names = {
  bundle: 'run.sigstore.json',
  sums: 'SHA256SUMS',
  report: 'report.json',
  html: 'report.html',
  pdf: 'report.pdf',
  ctrf: 'ctrf.json',
  junit: 'junit.xml',
  journal: 'journal.jsonl',
  sources: 'checklist',
  /** The first checklist file once more, where everybody looks for it. */
  checklist: 'checklist.yaml',
  payments: 'payments.jsonl',
  environment: 'environment.json',
  sumsSignature: 'SHA256SUMS.sig',
  proof: 'run.tlog-proof',
  approval: 'approval.sigstore.json',
  addenda: 'addenda',
} as const;

/** Names of an archive's own documents, beside its reports. */
export const archiveNames = {
  verify: 'VERIFY.md',
  keys: 'keys.json',
  authorities: 'trusted-root.json',
  allowedSigners: 'allowed_signers',
  ledgerKeys: 'ledger.vkey',
} as const;

/** Signed records of reports that were removed after their time. */
export const tombstonesFolder = 'tombstones';

/** Where a run keeps its files until it is sealed. */
export function stagingFolder(reports: string, runId: string): string {
  assert(isRunId(runId), 'a folder is named by a run id');
  return join(reports, '.staging', runId);
}

/** Where the archive's own files are written until they are whole: hidden, on the same disk, and no part of any report. */
export function writingRoom(reports: string): string {
  return join(reports, '.staging');
}

/** Where a sealed report stands: `runs/YYYY/MM/<runId>`, by the UTC time in its id. */
export function reportFolder(reports: string, runId: string): string {
  assert(isRunId(runId), 'a folder is named by a run id');
  return join(reports, 'runs', runId.slice(0, 4), runId.slice(4, 6), runId);
}

/** Public keys of the reports' signers, for convenience; an auditor gets the fingerprints by another road. */
export function trustFolder(reports: string): string {
  return join(reports, 'trust');
}

/** `signer-<id>.pub.pem`; base64's `/` and `+` do not belong into a file name. */
export function signerFile(keyId: string): string {
  const id = keyId
    .replace(/^SHA256:/, '')
    .replaceAll('/', '_')
    .replaceAll('+', '-');
  return `signer-${id}.pub.pem`;
}

/** `ledger-<id>.pub.pem`, in the same form. */
export function ledgerKeyName(keyId: string): string {
  return signerFile(keyId).replace('signer-', 'ledger-');
}

/** Runs whose files are not sealed yet, oldest first. */
export function listStaged(reports: string): readonly string[] {
  return folderNames(join(reports, '.staging')).filter(isRunId).sort();
}

/** Folders of the sealed reports, oldest first. */
export function listReports(reports: string): readonly string[] {
  const root = join(reports, 'runs');
  return folderNames(root)
    .flatMap((year) => folderNames(join(root, year)).map((month) => join(root, year, month)))
    .flatMap((month) =>
      folderNames(month)
        .filter(isRunId)
        .map((runId) => join(month, runId)),
    )
    .sort();
}

function folderNames(directory: string): readonly string[] {
  return (listFolder(directory) ?? []).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
