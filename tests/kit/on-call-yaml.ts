/** An on-call file whose only channel is a provider on this machine. */
export function onCallYaml(provider: string): string {
  const body = '{ json: { id: "{{id}}", kind: "{{kind}}", headline: "{{headline}}" } }';
  return `on-call: duty
people:
  kim: { name: Kim, language: en, phone: 010-0000-0000, addresses: { push: kim } }
channels:
  push: { kind: webhook, url: "${provider}/page", hosts: ["${new URL(provider).host}"], interrupts: true, body: ${body} }
ladder: [{ after: 0s, notify: [{ who: kim, by: [push] }] }]
tool-owners: [{ who: kim, by: [push] }]
`;
}
