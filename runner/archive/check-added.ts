import type { Addenda } from './addenda/read.ts';
import { failed, noted, passed, type Check } from './check.ts';
import { names } from './layout.ts';
import { verifyText } from './verify-text.ts';

/** Addenda and a second person's approval have signatures of their own, over this report, in a chain without gaps. */
export function checkAdded(
  present: readonly string[],
  { added, approval, bad }: Addenda,
  isAnnounced: (path: string) => boolean,
): readonly Check[] {
  const hasSome = present.some((path) => path === names.approval || path.startsWith(`${names.addenda}/`));
  if (!hasSome) return [];
  // Documents that came later stand among the addenda, and each is named by one of them.
  const named = new Set([...added.map(({ file }) => file), ...documentsIn(added)]);
  const stray = present.filter(
    (path) =>
      path.startsWith(`${names.addenda}/`) &&
      !named.has(path) &&
      !bad.some(({ file }) => file === path) &&
      !isAnnounced(path),
  );
  const broken = bad.map(({ file, problem }) => failed('files', verifyText.bundleBad(file, problem), [file]));
  if (stray.length > 0) broken.push(failed('files', verifyText.extraFiles(stray), stray));
  if (broken.length > 0) return broken;
  return [passed('files', verifyText.addendaGood(added.length)), ...secondPerson({ added, approval })];
}

/** Two names are what somebody typed; two keys or two accounts are more, and which of them there were is told. */
function secondPerson({ added, approval }: Pick<Addenda, 'added' | 'approval'>): readonly Check[] {
  if (approval === null) return [];
  const { decider, approver, decisionSha256 } = approval.content;
  const decision = added.find(({ statementSha256 }) => statementSha256 === decisionSha256);
  if (decision?.keyId !== approval.keyId) return [];
  return [noted('files', verifyText.oneKeyApproval(decider.name, approver.name, decider.account === approver.account))];
}

/** Documents that addenda which hold name, each with its digest as it is. */
export function documentsIn(added: Addenda['added']): readonly string[] {
  const facts = added.map(({ content }) => content.fact).filter(({ type }) => type === 'document.added');
  return facts.flatMap(({ files }) => files.map(({ path }) => path));
}
