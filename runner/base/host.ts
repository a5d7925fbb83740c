/** A place that is connected to: a name or address in its one canonical spelling, and a port. */
export type HostPort = { readonly host: string; readonly port: number };

/** An entry of a list of hosts. */
export type HostRule = {
  readonly host: string;
  /** `*.` stood in front: any name below, never the name itself. */
  readonly below: boolean;
  readonly ports: readonly number[];
};

/** A rule without a port means the two that the web has by default. */
const webPorts: readonly number[] = [80, 443];

/**
 * One spelling for each host: lower case, punycode, no dot at the end, addresses as the web writes them (`0x7f.1` is
 * `127.0.0.1`). Null for what is no host.
 */
export function canonicalHost(text: string): string | null {
  if (/[/@?#*\\\s%]/.test(text)) return null;
  const address = `http://${text}/`;
  if (!URL.canParse(address)) return null;
  const { hostname, port } = new URL(address);
  const host = hostname.replace(/\.+$/, '');
  return host === '' || port !== '' ? null : host;
}

/** Reads `host`, `host:port`, `[::1]:8080` or `*.host`; null for anything else. */
export function hostRule(text: string): HostRule | null {
  const below = text.startsWith('*.');
  const match = /^(?<host>\[[^\]]+\]|[^:]+)(?::(?<port>\d{1,5}))?$/.exec(below ? text.slice(2) : text)?.groups;
  const host = canonicalHost(match?.['host'] ?? '');
  if (host === null) return null;
  const port = match?.['port'];
  return { host, below, ports: port === undefined ? webPorts : [Number(port)] };
}

/** Whether a rule means this place. The whole name is compared: `shop.example` is neither `evilshop.example` nor `shop.example.evil`. */
export function meansHost(rule: HostRule, place: HostPort): boolean {
  const isName = rule.below ? place.host.endsWith(`.${rule.host}`) : place.host === rule.host;
  return isName && rule.ports.includes(place.port);
}

/** Where an http(s) or ws(s) address leads; null for other schemes. */
export function placeOfUrl(url: URL): HostPort | null {
  const byDefault = defaultPorts[url.protocol];
  const host = canonicalHost(url.hostname);
  if (byDefault === undefined || host === null) return null;
  return { host, port: url.port === '' ? byDefault : Number(url.port) };
}

const defaultPorts: { readonly [protocol: string]: number | undefined } = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
};

/** As people write it, and as a list of hosts takes it. */
export function showPlace({ host, port }: HostPort): string {
  return webPorts.includes(port) ? host : `${host}:${port}`;
}
