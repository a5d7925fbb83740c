import { secretText } from '../common-settings.ts';
import { definePreset } from './preset.ts';

/** A dead man's switch in the manner of healthchecks.io: silence raises the alarm there. Carries heartbeats and nothing else. */
export const healthchecks = definePreset({
  name: 'healthchecks',
  settings: { url: secretText('The ping address, https://hc-ping.com/…') },
  spec: ({ url }, fill) => {
    const base = fill(url).replace(/\/+$/, '');
    return {
      // 0 is the exit status of what went well.
      url: `${base}/{{beat|pick:start=start,end=0,stalled=fail,fail=fail,*=log}}`,
      body: { text: '{{title}}\n{{factsText}}\n{{place}}' },
      escape: 'none',
      interrupts: false,
      carries: ['heartbeat', 'test'],
      // A line in the log of the check changes nothing of its state.
      proof: { method: 'POST', url: `${base}/log`, headers: {}, body: { text: 'postflight' }, fine: [] },
      ownHosts: ['hc-ping.com', 'healthchecks.io', 'uptime.betterstack.com'],
    };
  },
});
