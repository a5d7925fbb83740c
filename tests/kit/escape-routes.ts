/**
 * Every way out of a page that we know, as the text of a function body that runs in a page of the shop. `there` is the forbidden
 * address with the route's own name as its path; `to(status)` is an address of the shop that redirects there; `udp` is host:port.
 */
export const escapeRoutes: { readonly [name: string]: string } = {
  fetch: `fetch(there, { mode: 'no-cors' }).catch(() => {})`,
  'fetch-post': `fetch(there, { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})`,
  'fetch-preflight': `fetch(there, { method: 'PUT', headers: { 'x-a': '1' }, body: 'x' }).catch(() => {})`,
  'fetch-keepalive': `fetch(there, { method: 'POST', mode: 'no-cors', keepalive: true, body: 'x' }).catch(() => {})`,
  'fetch-upper-case': `fetch(there.replace('127.0.0.1', 'LOCALHOST'), { mode: 'no-cors' }).catch(() => {})`,
  'fetch-trailing-dot': `fetch(there.replace('127.0.0.1', 'localhost.'), { mode: 'no-cors' }).catch(() => {})`,
  'fetch-decimal-address': `fetch(there.replace('127.0.0.1', '2130706433'), { mode: 'no-cors' }).catch(() => {})`,
  'fetch-hex-address': `fetch(there.replace('127.0.0.1', '0x7f.1'), { mode: 'no-cors' }).catch(() => {})`,
  'fetch-other-loopback': `fetch(there.replace('127.0.0.1', 'a.localhost'), { mode: 'no-cors' }).catch(() => {})`,
  xhr: `const x = new XMLHttpRequest(); x.open('GET', there); x.send()`,
  'xhr-sync': `const x = new XMLHttpRequest(); x.open('GET', there, false); try { x.send() } catch (e) { void e }`,
  image: `new Image().src = there`,
  'navigate-userinfo': `location.href = there.replace('http://', 'http://shop:x@')`,
  script: `add('script', { src: there })`,
  'script-module': `add('script', { type: 'module', src: there })`,
  'script-import': `import(there).catch(() => {})`,
  stylesheet: `add('link', { rel: 'stylesheet', href: there })`,
  'css-background': `add('div', { textContent: '.', style: 'background-image:url(' + there + ')' })`,
  'css-import': `add('style', { textContent: '@import url(' + there + ')' })`,
  font: `new FontFace('f', 'url(' + there + ')').load().catch(() => {})`,
  video: `add('video', { src: there, preload: 'auto' })`,
  audio: `new Audio(there).load()`,
  'svg-image': `document.body.insertAdjacentHTML('beforeend', '<svg><image href="' + there + '"/></svg>')`,
  object: `add('object', { data: there })`,
  embed: `add('embed', { src: there })`,
  iframe: `add('iframe', { src: there })`,
  'iframe-srcdoc': `add('iframe', { srcdoc: '<img src="' + there + '">' })`,
  'iframe-sandbox': `add('iframe', { sandbox: 'allow-scripts', srcdoc: '<script>new Image().src="' + there + '"<' + '/script>' })`,
  'iframe-blob': `add('iframe', { src: URL.createObjectURL(new Blob(['<img src="' + there + '">'], { type: 'text/html' })) })`,
  'form-get': `const f = add('form', { action: there, method: 'get' }); f.submit()`,
  'form-post': `const f = add('form', { action: there, method: 'post' }); f.submit()`,
  'form-post-iframe': `add('iframe', { name: 'inner' }); const f = add('form', { action: there, method: 'post', target: 'inner' }); f.submit()`,
  'fetch-301': `fetch(to(301), { mode: 'no-cors' }).catch(() => {})`,
  'fetch-302': `fetch(to(302), { mode: 'no-cors' }).catch(() => {})`,
  'fetch-303': `fetch(to(303), { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})`,
  'fetch-307': `fetch(to(307), { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})`,
  'fetch-308': `fetch(to(308), { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})`,
  'fetch-chain': `fetch('/to?status=302&at=' + encodeURIComponent(to(307)), { mode: 'no-cors' }).catch(() => {})`,
  'image-302': `new Image().src = to(302)`,
  'navigate-301': `location.assign(to(301))`,
  'navigate-302': `location.assign(to(302))`,
  'navigate-303': `location.replace(to(303))`,
  'navigate-307': `const f = add('form', { action: to(307), method: 'post' }); f.submit()`,
  'navigate-308': `const f = add('form', { action: to(308), method: 'post' }); f.submit()`,
  navigate: `location.href = there`,
  'meta-refresh': `add('meta', { httpEquiv: 'refresh', content: '0;url=' + there })`,
  'link-click': `add('a', { href: there, textContent: 'x' }).click()`,
  'link-blank': `add('a', { href: there, target: '_blank', rel: 'noopener', textContent: 'x' }).click()`,
  popup: `window.open(there)`,
  'popup-302': `window.open(to(302))`,
  'popup-written': `window.open('about:blank').document.write('<img src="' + there + '">')`,
  worker: `new Worker(code('fetch(there, { mode: "no-cors" }).catch(() => {})'))`,
  'worker-import': `new Worker(code('try { importScripts(there) } catch (e) { void e }'))`,
  'shared-worker': `new SharedWorker(code('fetch(there, { mode: "no-cors" }).catch(() => {})'))`,
  'service-worker': `await navigator.serviceWorker.register('/service-worker.js?at=' + encodeURIComponent(there)).catch(() => {})`,
  'web-socket': `new WebSocket(there.replace('http', 'ws'))`,
  'event-source': `new EventSource(there)`,
  beacon: `navigator.sendBeacon(there, 'x')`,
  'beacon-at-pagehide': `addEventListener('pagehide', () => navigator.sendBeacon(there, 'x')); location.assign('/other')`,
  'fetch-at-unload': `addEventListener('pagehide', () => fetch(there, { method: 'POST', mode: 'no-cors', keepalive: true })); location.assign('/other')`,
  download: `add('a', { href: there, download: 'x', textContent: 'x' }).click()`,
  prefetch: `add('link', { rel: 'prefetch', href: there })`,
  preload: `add('link', { rel: 'preload', as: 'script', href: there })`,
  'module-preload': `add('link', { rel: 'modulepreload', href: there })`,
  'speculative-prefetch': `add('script', { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [there] }] }) })`,
  prerender: `add('script', { type: 'speculationrules', textContent: JSON.stringify({ prerender: [{ source: 'list', urls: [there] }] }) })`,
  preconnect: `add('link', { rel: 'preconnect', crossOrigin: 'anonymous', href: there.replace('127.0.0.1', 'b.localhost') })`,
  'policy-report': `location.assign('/reporting?at=' + encodeURIComponent(there))`,
  stun: `await gather({ urls: 'stun:' + udp })`,
  'turn-udp': `await gather({ urls: 'turn:' + udp + '?transport=udp', username: 'u', credential: 'p' })`,
  'turn-tcp': `await gather({ urls: 'turn:' + new URL(there).host + '?transport=tcp', username: 'u', credential: 'p' })`,
  'web-transport': `if (typeof WebTransport === 'function') await new WebTransport('https://' + udp).ready.catch(() => {})`,
};

/** What the bodies above use. */
export const escapeTools = `
const to = (status) => '/to?status=' + status + '&at=' + encodeURIComponent(there);
const add = (tag, set) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (name === 'style' || name === 'sandbox') element.setAttribute(name, value);
    else element[name] = value;
  }
  return document.body.appendChild(element);
};
const code = (text) => URL.createObjectURL(new Blob(['const there = ' + JSON.stringify(there) + ';' + text], { type: 'text/javascript' }));
const gather = async (server) => {
  const peer = new RTCPeerConnection({ iceServers: [server] });
  peer.createDataChannel('x');
  await peer.setLocalDescription(await peer.createOffer());
  if (peer.iceGatheringState === 'complete') return;
  await new Promise((done) => {
    peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && done());
    setTimeout(done, 1500);
  });
};
`;

/** Routes that send packets and open no connection; a proxy is never asked about those. */
export const packetRoutes: readonly string[] = ['stun', 'turn-udp', 'web-transport'];

/** Hints that a browser may leave out: the headless shell does, a full Chromium does not. */
export const optionalRoutes: readonly string[] = ['preconnect'];
