import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { readBenchEnvironment } from './environment.ts';

export { expect } from '@playwright/test';

/** One numbered line of the checklist: a `test.step` that leaves a picture, the network and the console behind. */
type Step = (id: string, title: string, body: () => Promise<void>) => Promise<void>;

export const test = base.extend<{ step: Step }>({
  step: async ({ context, page }, use) => {
    const facts = listen(context);
    await use((id, title, body) =>
      base.step(`${id} ${title}`, async () => {
        facts.begin();
        try {
          await body();
        } finally {
          await saveEvidence(id, page, facts);
        }
      }),
    );
  },
});

type Facts = {
  begin(): void;
  network(): readonly object[];
  console(): readonly object[];
};

function listen(context: BrowserContext): Facts {
  let network: object[] = [];
  let messages: object[] = [];
  context.on('response', (response) => {
    const request = response.request();
    network.push({
      method: request.method(),
      url: request.url(),
      type: request.resourceType(),
      status: response.status(),
      bytes: Number(response.headers()['content-length'] ?? 0),
    });
  });
  context.on('requestfailed', (request) => {
    network.push({ method: request.method(), url: request.url(), error: request.failure()?.errorText ?? 'failed' });
  });
  context.on('console', (message) => {
    messages.push({ level: message.type(), text: message.text(), url: message.location().url });
  });
  context.on('weberror', (error) => {
    messages.push({ level: 'exception', text: error.error().stack ?? error.error().message });
  });
  return {
    begin() {
      network = [];
      messages = [];
    },
    network: () => network,
    console: () => messages,
  };
}

const { output } = readBenchEnvironment(process.env);

async function saveEvidence(id: string, page: Page, facts: Facts): Promise<void> {
  const folder = join(output, 'evidence', id);
  await mkdir(folder, { recursive: true });
  await Promise.all([
    page.screenshot({ path: join(folder, 'screen.jpg'), type: 'jpeg', quality: 60, scale: 'css' }),
    writeFile(join(folder, 'network.jsonl'), lines(facts.network())),
    writeFile(join(folder, 'console.jsonl'), lines(facts.console())),
  ]);
}

function lines(facts: readonly object[]): string {
  return facts.map((fact) => `${JSON.stringify(fact)}\n`).join('');
}
