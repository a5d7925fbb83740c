import type { Plan } from '../../runner/model/plan.ts';
import { section } from './bare-step.ts';

const source = { file: 'checklist.yaml', sha256: 'a'.repeat(64), text: 'checklist: bare\n' };

/** A plan of one step that does nothing, on a target without a deployment fingerprint. */
export function barePlan(): Plan {
  return {
    checklist: {
      title: 'bare',
      file: 'checklist.yaml',
      device: { width: 400, height: 600 },
      locale: 'ko-KR',
      timezone: 'Asia/Seoul',
      target: 'shop',
      variables: {},
      policy: { flaky: 'inconclusive' },
      knownIssues: [],
      sections: [section],
      sources: [source],
    },
    target: {
      id: 'shop',
      title: 'the shop',
      baseUrl: 'http://127.0.0.1:9',
      deployment: null,
      gateway: null,
      allowedHosts: [],
      unknownHosts: 'refuse',
      account: null,
      merchant: null,
      mirror: null,
      tickets: null,
      onCall: null,
      variables: {},
      source: { ...source, file: 'targets/shop.yaml' },
    },
    sections: [section],
    scope: { selectedSteps: 1, allSteps: 1 },
    options: { tracks: 1, headed: false, debug: false, trace: 'off', confirm: true },
  };
}
