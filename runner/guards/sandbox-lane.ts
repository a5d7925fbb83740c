import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './text.ts';

/** Payments are pressed only where the shop is declared to send them to a test ledger that we can read ourselves. */
export const sandboxLane = defineGuard({
  name: 'sandbox-lane',
  layer: 'L0',
  summary: text.sandboxLaneSummary(),
  appliesTo: ({ target }) =>
    target.gateway?.lane === 'sandbox' ? { applies: true } : { applies: false, reason: text.renderOnlyRun() },
  onLoad({ target }, { gatewayKinds }) {
    if (target.gateway === null || gatewayKinds.includes(target.gateway.kind)) return allowed;
    return refuse(text.gatewayUnknown({ kind: target.gateway.kind, known: gatewayKinds.join(', ') }), { money: false });
  },
  onIntent(_intent, { target, gateway }) {
    if (target.gateway === null) return refuse(text.noGateway({ target: target.id }), { money: false });
    if (target.gateway.lane !== 'sandbox') return refuse(text.renderOnly({ target: target.id }), { money: false });
    if (gateway === null) return refuse(text.noTestKey({ name: target.gateway.secretKeyName }), { money: false });
    if (gateway.name === target.gateway.kind) return allowed;
    return refuse(text.otherGateway({ declared: target.gateway.kind, opened: gateway.name }), { money: true });
  },
});
