import { Type } from 'typebox';
import { severities } from './checklist.ts';
import { nullable, strict, text } from './event-parts.ts';

const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const step = strict({ id: text, title: text, severity: Type.Enum(severities) });
const change = strict({
  what: Type.Enum(['file', 'tool', 'browser']),
  name: text,
  frozen: text,
  found: nullable(text),
});

const frozen = {
  checklistSha256: sha256,
  playwright: text,
  approved: nullable(
    strict({
      runId: text,
      startedAt: text,
      approver: text,
      checklistSha256: sha256,
      reportSha256: sha256,
      added: Type.Array(step),
      removed: Type.Array(step),
      changed: Type.Array(
        strict({ id: text, field: Type.Enum(['title', 'severity', 'effect']), from: text, to: text }),
      ),
    }),
  ),
};

/** What `run.opened` says of the freeze. */
export const freezeSchema = strict(frozen);

export const freezeEventSchemas = {
  'freeze.compared': strict({ kind: Type.Literal('freeze.compared'), changed: Type.Array(change) }),
};

/** What reports show of it. */
export const reportFreezeSchema = strict({ ...frozen, changed: nullable(Type.Array(change)) });
