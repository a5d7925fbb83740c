import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { rememberMachines } from './machines.ts';
import { createRateLimit } from './rate-limit.ts';
import { readPress } from './read-press.ts';
import { busy, refuse, replyHeaders, say } from './replies.ts';
import { pageText } from './text.ts';
import { readToken, type ReadToken } from './token.ts';
import { show, take, type AcknowledgeWorld, type GoodLink } from './visit.ts';

/**
 * The pages under /a/<token>. Reading one changes nothing, whoever reads it: chat and mail services open every link, some
 * run its scripts, some send its forms. Only a press that came from the page, by a person's hand, is written down.
 */
export function createAcknowledgeApp(world: AcknowledgeWorld): Hono {
  const app = new Hono();
  const mayRead = createRateLimit(world.clock, { perMinute: 120 });
  const mayPress = createRateLimit(world.clock, { perMinute: 20 });
  const machines = rememberMachines(world.clock);
  const mayGuess = createRateLimit(world.clock, { perMinute: 60 });

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(replyHeaders)) context.res.headers.set(name, value);
  });
  // What went wrong is a disk's or a journal's; its words may name folders of this machine, and a phone cannot mend it.
  app.onError((_error, context) => say(context, 503, pageText.brokenTitle, pageText.broken));
  app.notFound((context) => say(context, 404, pageText.wrongTitle, pageText.malformed));

  app.get('/a/:token', (context) => {
    const read = openLink(world, context.req.param('token'));
    if (read.kind !== 'good') return mayGuess('') ? refuse(context, read) : busy(context);
    return mayRead(read.claim.nonce) ? show(world, context, read, null) : busy(context);
  });
  const small = bodyLimit({
    maxSize: longestBody,
    onError: (context) => say(context, 413, pageText.bigTitle, pageText.big),
  });
  app.post('/a/:token', small, async (context) => {
    const read = openLink(world, context.req.param('token'));
    if (read.kind !== 'good') return mayGuess('') ? refuse(context, read) : busy(context);
    if (!mayPress(read.claim.nonce)) return busy(context);
    return take(
      { ...world, machines },
      context,
      read,
      readPress(await context.req.text(), context.req.header('content-type')),
    );
  });
  app.options('/a/:token', (context) => context.body(null, 204, { allow: methods }));
  app.all('/a/:token', (context) => {
    context.header('allow', methods);
    return say(context, 405, pageText.wrongTitle, pageText.noForm);
  });
  return app;
}

const methods = 'GET, HEAD, POST, OPTIONS';
/** 200 Korean letters in a form are 1,800 bytes. */
const longestBody = 4_096;

function openLink({ keys, clock }: AcknowledgeWorld, token: string): GoodLink | Exclude<ReadToken, { kind: 'good' }> {
  const read = readToken(token, keys.find, clock.now());
  return read.kind === 'good' ? { ...read, token } : read;
}
