import { join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { addApproval } from '../../archive/addenda/add.ts';
import type { Addenda } from '../../archive/addenda/read.ts';
import { sameName, type Approval, type Bound } from '../../archive/addenda/statement.ts';
import { addendaText } from '../../archive/addenda/text.ts';
import { isObject } from '../../base/json.ts';
import { names } from '../../archive/layout.ts';
import { SetupError } from '../../model/trouble.ts';
import { loadKey } from '../../sign/keys.ts';
import { askingAt, openWith } from '../../sign/passphrase.ts';
import type { Signer } from '../../sign/signer.ts';
import { refuseRevoked } from '../../archive/refuse-revoked.ts';
import { account, now, openAdding } from '../archive/at-archive.ts';
import type { ArchiveOptions } from '../archive/where.ts';
import { words } from '../archive/words.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

type ApproveOptions = ArchiveOptions & { readonly by: string; readonly reason: string; readonly key?: string };

/** `postflight approve`: the second person's signature under a decision, as a bundle of its own. */
export const approveCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('approve')
    .description('a second person signs the decision about a release')
    .argument('<run>', 'a run id, a part of one, a folder, or `last`')
    .requiredOption('--by <name>', 'who approves: neither the decider nor the one who started the run')
    .requiredOption('--reason <text>', 'why')
    .option('--key <file>', "the approver's own signing key (POSTFLIGHT_APPROVER_PASSPHRASE opens it)")
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .action(async (run: string, options: ApproveOptions) => exit(await approve(run, options, surroundings())));

async function approve(run: string, options: ApproveOptions, around: Surroundings): Promise<number> {
  const by = options.by.trim();
  if (by === '' || options.reason.trim() === '') throw new SetupError(addendaText.needsReason());
  const { adding, archive, places } = openAdding(run, options, around);
  const own = options.key === undefined ? null : ownKey(resolve(around.workingDirectory, options.key), around);
  if (own !== null) refuseRevoked(own, places);
  const here = account();
  let decidedAt = '';
  const file = await addApproval(own === null ? adding : { ...adding, signer: own }, (known, bound) => {
    const approval = approvalOf(known, bound, { folder: adding.folder, by, here, reason: options.reason });
    decidedAt = approval.decider.account;
    return approval;
  });
  const { terminal } = around;
  terminal.say(words.added(join(adding.folder, file)));
  terminal.say(words.approved(by));
  if (own === null) terminal.say(words.sameKey());
  if (decidedAt === here) terminal.say(words.sameAccount(here));
  for (const problem of await archive.afterwards(null)) terminal.complain(problem);
  return exitCodes.ok;
}

function approvalOf(
  { added }: Addenda,
  bound: Bound,
  said: { readonly folder: string; readonly by: string; readonly here: string; readonly reason: string },
): Approval {
  const held = added.findLast(({ content }) => content.fact.type === 'decision');
  const decided = held?.content.fact;
  if (held === undefined || decided === undefined || decided.decision === null)
    throw new SetupError(addendaText.decideFirst());
  const report: unknown = JSON.parse(readFileSync(join(said.folder, names.report), 'utf8'));
  const operator = isObject(report) && isObject(report['operator']) ? report['operator']['user'] : '';
  if (sameName(said.by, decided.by) || sameName(said.by, String(operator)))
    throw new SetupError(addendaText.samePerson(said.by));
  return {
    ...bound,
    verdict: isObject(report) ? String(report['verdict']) : '',
    decision: decided.decision,
    decider: { name: decided.by, account: decided.about ?? '', at: decided.at, reason: decided.text },
    approver: { name: said.by, account: said.here, at: now(), reason: said.reason },
    decisionSha256: held.statementSha256,
  };
}

function ownKey(file: string, { env }: Surroundings): Signer {
  const passphrase = env['POSTFLIGHT_APPROVER_PASSPHRASE'];
  const given = passphrase === undefined || passphrase === '' ? {} : { passphrase };
  return openWith(file, { given, asking: askingAt(env), open: (how) => loadKey(file, how) });
}
