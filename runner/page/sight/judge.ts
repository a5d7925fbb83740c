import type { Sight } from './facts.ts';
import type { Finding, Judgement } from './finding.ts';
import { judgePlace } from './judge-place.ts';
import { judgeShape } from './judge-shape.ts';
import { judgeDrawn, judgeSurface } from './judge-surface.ts';

/** What geometry and styles tell about a shown amount: what is wrong for certain, and what only the picture can tell. */
export function judgeSight(sight: Sight, krw: bigint): Judgement {
  const gone = judgeDrawn(sight, krw);
  if (gone.length > 0) return { findings: gone, doubts: [] };
  const place = judgePlace(sight);
  const surface = judgeSurface(sight);
  return {
    findings: [...place.findings, ...judgeShape(sight), ...surface.findings].map((finding) => withFont(finding, sight)),
    doubts: [...new Set([...place.doubts, ...surface.doubts])],
  };
}

/** A web font that is wider than the one before it is the likely cause of what no longer fits. */
function withFont(finding: Finding, { font }: Sight): Finding {
  const fits = finding.kind === 'clipped' || finding.kind === 'off-screen' || finding.kind === 'wrapped';
  return fits && font !== null && font.px > font.before + 0.5 ? { ...finding, font } : finding;
}
