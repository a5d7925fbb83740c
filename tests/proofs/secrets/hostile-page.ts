/** The page that says planted values everywhere; `mark-…` stands beside it, so that a road that leads nowhere is noticed. */
export function hostilePage(kind: string, value: string): string {
  const quoted = attribute(value);
  const script = JSON.stringify(plainOf(value)).replaceAll('<', String.raw`\u003c`);
  return `<!doctype html><meta charset="utf-8"><title>mark-title ${value.replaceAll(/<[^>]*>/g, '')}</title>
<main id="main" data-x="mark-data ${quoted}">
<h1>mark-heading <b>${value}</b></h1>
<p id="text">mark-text <b>${value}</b></p><p class="two">mark-first ${value}</p><p class="two">mark-second ${value}</p>
<label>mark-label ${value}<input id="value" value="mark-value ${quoted}"></label>
<button id="button" title="mark-attribute ${quoted}" aria-label="mark-name ${quoted}">x</button>
<button id="shy" disabled title="mark-shy ${quoted}">mark-disabled ${value}</button>
<span style="position:relative;display:inline-block"><button id="under">under</button>
<em title="mark-cover ${quoted}" style="position:absolute;inset:-3px">mark-over ${value}</em></span>
<button id="ask" onclick="alert('mark-dialog ' + value)">ask</button>
<button id="open" onclick="window.open('/frame/${kind}', 'mark-window ' + value)">open</button>
<a id="load" download="mark-download ${quoted}.txt" href="data:text/plain,x">load</a>
<img id="image" alt="mark-alt ${quoted}" src="/fail/${kind}?img=${encodeURIComponent(plainOf(value))}">
<img alt="" src="/pixel/${kind}">
<select id="select"><option>mark-option ${value}</option></select>
<iframe id="frame" name="mark-iframe ${quoted}" src="/frame/${kind}" title="mark-frame-title ${quoted}"></iframe>
</main>
<script>
const value = ${script};
const coded = encodeURIComponent(value), say = console;
localStorage.setItem('mark-local', value); sessionStorage.setItem('mark-session', value);
document.cookie = 'mark-cookie=' + coded;
say.log('mark-log ' + value); say.error('mark-error ' + value, { inside: value });
say.warn(JSON.stringify({ field: value })); say.info('%cmark-styled', 'x:' + value);
say.debug(new Error('mark-logged-error ' + value));
fetch('/fail/${kind}?mark-query=' + coded + '#' + coded, { method: 'POST', body: JSON.stringify({ 'mark-body': value }),
  headers: { 'x-mark-header': coded, authorization: 'Basic ' + btoa(coded) } });
fetch('/fail/${kind}/mark-path/' + coded, { method: 'POST', body: new URLSearchParams({ 'mark-form': value }) });
const form = new FormData(); form.append('mark-multipart', value); form.append('file', new Blob([value]), 'mark-file ' + value + '.txt');
fetch('/fail/${kind}', { method: 'POST', body: form });
fetch('/echo/${kind}').then((answer) => answer.json());
const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws/${kind}?mark-ws=' + coded);
socket.onopen = () => socket.send('mark-sent ' + value);
navigator.sendBeacon('/fail/${kind}?mark-beacon=' + coded, value);
setTimeout(() => { throw new Error('mark-uncaught ' + value); });
Promise.reject(new Error('mark-rejected ' + value));
history.pushState(null, '', '/k/${kind}/mark-url?u=' + coded + '#' + coded);
</script>`;
}

/** What a script holds of a value that is split over elements or written with entities: what a reader sees. */
function plainOf(value: string): string {
  return value
    .replaceAll(/<\/b><[bi]>/g, '')
    .replaceAll(/&#x([0-9a-f]+);/g, (_found, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_found, code: string) => String.fromCharCode(Number(code)));
}

/** Entities stay as they are: they are how the value is written. */
function attribute(value: string): string {
  return value.replaceAll(/<\/b><[bi]>/g, '').replaceAll('"', '&quot;');
}

/** Every mark of the page, so that a proof can say which roads led into the archive. */
export const marks: readonly string[] = [...new Set(hostilePage('0', '').match(/mark-[a-z-]*[a-z]/g))].concat(
  'mark-response-header',
  'mark-response-body',
  'mark-failing-body',
  'mark-socket',
);
