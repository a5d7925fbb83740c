import type { Language } from '../base/bilingual.ts';
import type { Target } from '../model/target.ts';
import type { HostUse } from '../network/discover.ts';
import { text } from './doctor-text.ts';

/**
 * What was found, as it is pasted into a target file. Hosts that need no line (the shop itself, its gateway) stand there as
 * comments; a listed host that nobody asked for keeps its line, because a checklist goes further than a start page.
 */
export function hostLines(target: Target, hosts: readonly HostUse[], language: Language): readonly string[] {
  const comment = ({ uses, requests }: HostUse): string => `${requests}× ${uses.join(', ')}`;
  const row = (host: string, words: string): string => `  - ${host.startsWith('[') ? `"${host}"` : host}  # ${words}`;
  const asked = new Set(hosts.map(({ host }) => host));
  const found = hosts.flatMap((use) => {
    if (use.known === 'unknown') return [row(use.host, `${text.unknown()[language]} · ${comment(use)}`)];
    if (use.known === 'listed') return [row(use.host, `${text.listed()[language]} · ${comment(use)}`)];
    return [];
  });
  const kept = target.allowedHosts
    .filter((host) => !asked.has(host.toLowerCase()))
    .map((host) => row(host, text.listed()[language]));
  const needless = hosts.filter(({ known }) => known === 'shop' || known === 'gateway');
  return [
    ...needless.map((use) => `# ${use.known}: ${use.host} (${comment(use)})`),
    ...(found.length + kept.length === 0 ? ['allowed-hosts: []'] : ['allowed-hosts:', ...found, ...kept]),
  ];
}
