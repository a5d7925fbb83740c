import Type from 'typebox';
import { effects, severities } from '../model/checklist.ts';
import { Actions, Duration, Expectations, Expression, Pattern } from '../model/marks.ts';

/** The shapes of a checklist's own keys, stated once: checked by the parser and shown by editors. Words bring their own. */
const closed = { additionalProperties: false } as const;

const Text = Type.String({ minLength: 1 });
const Names = Type.Array(Text);
export const Id = Type.String({ minLength: 1, maxLength: 80 });
const Day = Type.String({ description: 'The last day it holds (KST), as 2026-12-31' });

export const DeviceShape = Type.Union(
  [
    Type.String({ minLength: 1, description: 'A Playwright device name' }),
    Type.Object(
      {
        width: Type.Integer({ minimum: 100, maximum: 10_000 }),
        height: Type.Integer({ minimum: 100, maximum: 10_000 }),
      },
      closed,
    ),
  ],
  { description: 'A Playwright device name, or { width, height }' },
);

export const WaiverShape = Type.Object(
  {
    person: Type.String({ minLength: 1, description: 'Who asks not to run it' }),
    reason: Text,
    'approved-by': Type.String({ minLength: 1, description: 'A second person' }),
    expires: Day,
  },
  closed,
);

export const KnownIssueShape = Type.Object(
  {
    step: Id,
    matches: Type.Unsafe<string>({
      ...Pattern,
      description: 'RE2 pattern over the failure’s message, expected and observed',
    }),
    ticket: Text,
    reason: Text,
    'reported-by': Text,
    'approved-by': Type.String({ minLength: 1, description: 'A second person' }),
    expires: Day,
  },
  closed,
);

const Rows = Type.Union([Type.Array(Type.Unknown()), Type.String({ minLength: 1 })], {
  description: 'Rows, or a .csv or .json file beside the checklist; one step a row',
});

/** Read by itself, item by item. */
const Mask = Type.Unsafe<readonly unknown[]>({
  type: 'array',
  minItems: 1,
  items: { $ref: '#/$defs/locator' },
  description: 'What no picture and no text of the report may show, as locators; section and step add to it',
});

export const StepShape = Type.Object(
  {
    id: Id,
    title: Text,
    severity: Type.Optional(Type.Enum([...severities])),
    owner: Type.Optional(Text),
    runbook: Type.Optional(Text),
    effect: Type.Optional(
      Type.Enum([...effects], {
        description: 'What the step leaves behind; decides whether a machine may do it again',
      }),
    ),
    tags: Type.Optional(Names),
    needs: Type.Optional(Type.Array(Text, { description: 'Ids of steps or sections that must have passed' })),
    when: Type.Optional(Expression),
    each: Type.Optional(Rows),
    timeout: Type.Optional(Duration),
    waived: Type.Optional(WaiverShape),
    mask: Type.Optional(Mask),
    do: Type.Optional(Actions),
    expect: Type.Optional(Expectations),
    defer: Type.Optional(Actions),
  },
  closed,
);

const sectionKeys = {
  id: Id,
  title: Text,
  needs: Type.Optional(Type.Array(Text, { description: 'Ids of sections or steps that must have passed' })),
  locks: Type.Optional(Type.Array(Text, { description: 'Sections that share a lock never run at the same time' })),
  tags: Type.Optional(Names),
  when: Type.Optional(Expression),
  device: Type.Optional(DeviceShape),
  mask: Type.Optional(Mask),
  setup: Type.Optional(Actions),
  defer: Type.Optional(Actions),
} as const;

export const SectionShape = Type.Object({ ...sectionKeys, steps: Type.Array(Type.Unknown(), { minItems: 1 }) }, closed);

export const DefaultsShape = Type.Object(
  {
    timeout: Type.Optional(Duration),
    severity: Type.Optional(Type.Enum([...severities])),
    owner: Type.Optional(Text),
    runbook: Type.Optional(Text),
  },
  closed,
);

const Changes = Type.Unsafe<{ readonly [id: string]: unknown }>({
  type: 'object',
  description: 'Keys to replace, by step or section id',
});

export const checklistKeys = {
  checklist: Type.String({ minLength: 1, description: 'Title' }),
  extends: Type.Optional(Type.String({ minLength: 1, description: 'Path of a base checklist' })),
  change: Type.Optional(Changes),
  remove: Type.Optional(Type.Array(Id, { description: 'Ids of the base that do not apply' })),
  target: Type.Optional(Type.String({ minLength: 1, description: 'Name of a file in targets/' })),
  device: Type.Optional(DeviceShape),
  locale: Type.Optional(Text),
  timezone: Type.Optional(Text),
  mask: Type.Optional(Mask),
  defaults: Type.Optional(DefaultsShape),
  variables: Type.Optional(Type.Unsafe<{ readonly [name: string]: unknown }>({ type: 'object' })),
  policy: Type.Optional(Type.Object({ flaky: Type.Optional(Type.Enum(['inconclusive', 'allow', 'fail'])) }, closed)),
} as const;

export const ChecklistShape = Type.Object(
  {
    ...checklistKeys,
    'known-issues': Type.Optional(Type.Array(KnownIssueShape)),
    sections: Type.Optional(Type.Array(Type.Unknown())),
  },
  closed,
);

export const FlowShape = Type.Object(
  {
    flow: Type.String({ minLength: 1, description: 'Title' }),
    parameters: Type.Optional(Type.Unsafe<{ readonly [name: string]: unknown }>({ type: 'object' })),
    do: Type.Optional(Actions),
    expect: Type.Optional(Expectations),
  },
  closed,
);

export const ParameterShape = Type.Object(
  {
    required: Type.Optional(Type.Boolean()),
    default: Type.Optional(Type.Unknown()),
    description: Type.Optional(Type.String()),
  },
  closed,
);
