import type { BrowserContext } from 'playwright';

/**
 * Fields that hold what no picture may show: passwords, cards, one-time codes, and whatever a shop marks `data-private`. Values and
 * sizes stay as they are; only their letters are drawn as dots, as browsers do in password fields.
 */
const fields = [
  'input[type="password"]',
  'input[autocomplete^="cc-"]',
  'input[autocomplete="one-time-code"]',
  'input[autocomplete$="-password"]',
  'input[name*="cardnumber" i]',
  'input[name*="card-number" i]',
  'input[name*="card_number" i]',
  'input[id*="cardnumber" i]',
  'input[id*="card-number" i]',
  'input[name*="cvc" i]',
  'input[name*="cvv" i]',
  'input[name*="jumin" i]',
  'input[data-private]',
  'textarea[data-private]',
];

// A constructed style sheet: no element is added to the page, and no Content-Security-Policy forbids it.
const script = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(`${fields.join(', ')} { -webkit-text-security: disc !important; }`)});
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})();`;

/** From the next document on, in every frame of every page of the session: the gateway's window included. */
export async function maskFields(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: script });
}
