import { ChannelShape, OnCallShape, PersonShape, ShiftsShape } from '../../runner/checklist/on-call-shape.ts';
import { ChecklistShape, FlowShape, ParameterShape, SectionShape, StepShape } from '../../runner/checklist/shapes.ts';
import { TargetShape } from '../../runner/checklist/target-shape.ts';
import { shapeAjv, withDefinitions } from '../../runner/checklist/validator.ts';
import { expectations } from '../../runner/expectations/index.ts';
import { eventSchemas } from '../../runner/model/event-schema.ts';
import { channelKinds } from '../../runner/oncall/channels/index.ts';
import { verbs } from '../../runner/verbs/index.ts';

export { shapeAjv, withDefinitions };

/** Every schema that a run looks at before its first step: of files, of words, of records. */
export const everyShape: readonly object[] = [
  ChecklistShape,
  FlowShape,
  ParameterShape,
  SectionShape,
  StepShape,
  TargetShape,
  OnCallShape,
  PersonShape,
  ShiftsShape,
  ChannelShape,
  ...channelKinds.map(({ settings }) => settings),
  ...[...verbs, ...expectations].map(({ args }) => args),
  ...Object.values(eventSchemas),
];
