import type { AccountProbe, Merchant, Target, TicketMail } from '../model/target.ts';
import { parseExpression } from './expression.ts';
import type { Problems } from './problems.ts';
import { child, itemsOf, textOf, type Node } from './tree.ts';
import { urlProblem } from './web-address.ts';

/** What the tester's account holds. */
export function readAccount(node: Node | undefined, problems: Problems): AccountProbe | null {
  if (node?.kind !== 'map') return null;
  const unchanged = child(node, 'unchanged');
  return {
    path: textOf(child(node, 'path')) ?? '',
    holdsNothing: readExpression(child(node, 'holds-nothing'), problems) ?? '',
    unchanged: readExpression(unchanged, problems),
  };
}

/** Who asks a gateway to cancel. */
export function readMerchant(node: Node | undefined): Merchant | null {
  if (node?.kind !== 'map') return null;
  const text = (key: string): string | null => textOf(child(node, key)) ?? null;
  return {
    name: text('name') ?? '',
    businessNumber: text('business-number'),
    requester: text('requester'),
    contact: text('contact'),
    approver: text('approver'),
  };
}

/** The second place of payment records. */
export function readMirror(node: Node | undefined, problems: Problems): Target['mirror'] {
  const place = textOf(node);
  if (node === undefined || place === undefined) return null;
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) return { kind: 'folder', place };
  const problem = urlProblem(place);
  if (problem !== null)
    problems.add('E_TARGET_URL', node.at, `"${place}" ${problem}`, 'write a folder or an http(s) address');
  return { kind: 'http', place };
}

/** Who gets refund tickets by e-mail. */
export function readTicketMail(node: Node | undefined): TicketMail | null {
  if (node?.kind !== 'map') return null;
  return {
    to: itemsOf(child(node, 'to')).flatMap((item) => textOf(item) ?? []),
    from: textOf(child(node, 'from')) ?? '',
    smtpSecretName: textOf(child(node, 'smtp')) ?? '',
    cutOff: textOf(child(node, 'cut-off')) ?? null,
  };
}

function readExpression(node: Node | undefined, problems: Problems): string | null {
  const text = textOf(node);
  if (node === undefined || text === undefined) return null;
  const read = parseExpression(text);
  if ('why' in read) problems.add('E_EXPRESSION', node.at, `"${text}" is no expression: ${read.why}`, 'correct it');
  return text;
}
