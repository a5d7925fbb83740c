/**
 * Runs in the pager's page: looks for news every second, and rings while something rings that the visitor has not ignored.
 * Browsers allow sound only after a press, so the page asks for one. What it shows was escaped by the server.
 */
export const script = `(() => {
  'use strict';
  const inbox = document.getElementById('inbox');
  const sound = document.getElementById('sound');
  const lost = document.getElementById('lost');
  const title = document.title;
  const ignored = new Set(JSON.parse(sessionStorage.getItem('ignored') || '[]'));
  let audio = null;
  let shown = '';

  const tone = (hertz, from, seconds) => {
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.type = 'square';
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, audio.currentTime + from);
    volume.gain.exponentialRampToValueAtTime(0.4, audio.currentTime + from + 0.02);
    volume.gain.setValueAtTime(0.4, audio.currentTime + from + seconds - 0.05);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + from + seconds);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(audio.currentTime + from);
    oscillator.stop(audio.currentTime + from + seconds);
  };

  const ringing = () => [...inbox.querySelectorAll('article.ringing')].filter((one) => !ignored.has(one.id));

  const mark = () => {
    for (const one of inbox.querySelectorAll('article')) {
      const button = one.querySelector('button');
      const note = one.querySelector('.ignored');
      if (button) button.hidden = ignored.has(one.id);
      if (note) note.hidden = !ignored.has(one.id);
    }
    const count = ringing().length;
    document.title = count > 0 ? '(' + count + ') ' + title : title;
    document.documentElement.dataset.ringing = String(count);
  };

  const ring = () => {
    if (ringing().length === 0) return;
    if (navigator.vibrate) navigator.vibrate([400, 200, 400]);
    if (audio === null || audio.state !== 'running') return;
    tone(880, 0, 0.28);
    tone(660, 0.32, 0.28);
    tone(880, 0.64, 0.28);
    document.documentElement.dataset.rings = String(Number(document.documentElement.dataset.rings || 0) + 1);
  };

  sound.addEventListener('click', async () => {
    audio = audio || new AudioContext();
    await audio.resume();
    sound.textContent = sound.dataset.on;
    document.getElementById('sound-off').hidden = true;
    ring();
  });

  inbox.addEventListener('click', (event) => {
    const article = event.target.closest('button') && event.target.closest('article');
    if (!article) return;
    ignored.add(article.id);
    sessionStorage.setItem('ignored', JSON.stringify([...ignored]));
    mark();
  });

  const look = async () => {
    try {
      const answer = await fetch('inbox' + location.search, { cache: 'no-store', signal: AbortSignal.timeout(5000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      lost.hidden = true;
      if (text !== shown) inbox.innerHTML = text;
      shown = text;
      mark();
    } catch {
      lost.hidden = false;
    }
    setTimeout(look, 1000);
  };

  setInterval(ring, 1500);
  look();
})();
`;
