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

// Being in a layer, what is important here wins over what is important in the page's own style, however it is said.
const style = `@layer postflight { :is(${fields.join(', ')}) { -webkit-text-security: disc !important; } }`;

// A constructed style sheet: no element is added to the page, and no Content-Security-Policy forbids it. It stays when a page or a component
// sets sheets of its own, and goes into every shadow root: those that scripts make, and those of the markup.
const script = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(style)});
  for (const { prototype } of [Document, ShadowRoot]) {
    const own = Object.getOwnPropertyDescriptor(prototype, 'adoptedStyleSheets');
    if (own?.set === undefined) continue;
    const set = function (sheets) {
      own.set.call(this, [...[...sheets].filter((one) => one !== sheet), sheet]);
    };
    Object.defineProperty(prototype, 'adoptedStyleSheets', { ...own, set });
  }
  const adopt = (root) => { root.adoptedStyleSheets = [...root.adoptedStyleSheets]; };
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) {
    const root = attach.call(this, init);
    adopt(root);
    return root;
  };
  const inMarkup = (root) => {
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot !== null) { adopt(shadowRoot); inMarkup(shadowRoot); }
  };
  adopt(document);
  document.addEventListener('DOMContentLoaded', () => inMarkup(document), { once: true });
})();`;

/** From the next document on, in every frame of every page of the session: the gateway's window included. */
export async function maskFields(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: script });
}
