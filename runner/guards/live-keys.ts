import { allowed, defineGuard, refuse } from '../model/guard.ts';
import type { Environment, GuardAnswer } from '../model/guard.ts';
import type { Target } from '../model/target.ts';
import { hasLiveKey } from './key-tokens.ts';
import { text } from './text.ts';

/** A runner that holds no live key cannot charge anybody, whatever else goes wrong. */
export const liveKeys = defineGuard({
  name: 'live-keys',
  layer: 'L0',
  summary: text.liveKeysSummary(),
  onLoad(plan, { environment }) {
    const source = plan.checklist.sources.find((each) => hasLiveKey(each.text));
    if (source !== undefined) return refuse(text.liveKeyInFile({ file: source.file }), { money: true });
    return judge(plan.target, environment);
  },
  onIntent: (_intent, { target, environment }) => judge(target, environment),
});

function judge(target: Target, environment: Environment): GuardAnswer {
  if (hasLiveKey(target.source.text)) return refuse(text.liveKeyInFile({ file: target.source.file }), { money: true });
  // A target's values may come from the environment, so the values are searched beside the file's text.
  const held = Object.entries(target.variables).find(([, value]) => hasLiveKey(JSON.stringify(value)));
  if (held !== undefined) return refuse(text.liveKeyInTarget({ target: target.id, name: held[0] }), { money: true });
  const variable = Object.entries(environment).find(([, value]) => value !== undefined && hasLiveKey(value));
  if (variable !== undefined) return refuse(text.liveKeyInEnvironment({ name: variable[0] }), { money: true });
  return allowed;
}
