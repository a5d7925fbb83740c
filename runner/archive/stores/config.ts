import { resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { isObject } from '../../base/json.ts';
import { SetupError } from '../../model/trouble.ts';
import { folderStore } from './folder.ts';
import { s3Store, type S3Settings } from './s3.ts';
import type { Store } from './store.ts';
import { storesText } from './text.ts';

/** Opens what `stores` of archive.json names. Keys come from the environment, never from the file. Throws SetupError. */
export function openStores(
  value: unknown,
  { state, env, clock }: { readonly state: string; readonly env: NodeJS.ProcessEnv; readonly clock: Clock },
): readonly Store[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SetupError(storesText.malformed('stores', 'a list'));
  return value.map((one: unknown, index) => {
    const at = `stores[${index}]`;
    if (!isObject(one) || typeof one['name'] !== 'string' || !/^[a-z0-9-]{1,40}$/.test(one['name']))
      throw new SetupError(storesText.malformed(`${at}.name`, 'lower-case letters, digits and -'));
    const { name, folder, s3, ...more } = one;
    const [unknown] = Object.keys(more);
    if (unknown !== undefined || (folder === undefined) === (s3 === undefined))
      throw new SetupError(storesText.malformed(at, '{ "name", "folder" } or { "name", "s3" }'));
    if (typeof folder === 'string' && folder !== '') return folderStore(name, resolve(state, folder));
    return s3Store(name, readS3(s3, { at: `${at}.s3`, name, env }), clock);
  });
}

function readS3(
  value: unknown,
  { at, name, env }: { readonly at: string; readonly name: string; readonly env: NodeJS.ProcessEnv },
): S3Settings {
  if (!isObject(value)) throw new SetupError(storesText.malformed(at, '{ "endpoint", "bucket", … }'));
  const { endpoint, bucket, region = 'us-east-1', prefix = '', lock, ...more } = value;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw new SetupError(storesText.malformed(`${at}.${unknown}`, 'no such setting'));
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint) || !/^https?:/.test(endpoint))
    throw new SetupError(storesText.malformed(`${at}.endpoint`, 'an http(s) address'));
  if (typeof bucket !== 'string' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new SetupError(storesText.malformed(`${at}.bucket`, "a bucket's name"));
  if (typeof region !== 'string' || typeof prefix !== 'string' || !/^(?:[\w-][\w.-]*\/)*$/.test(prefix))
    throw new SetupError(storesText.malformed(`${at}.prefix`, 'names that end in /'));
  const own = name.toUpperCase().replaceAll('-', '_');
  const accessKeyId = env[`POSTFLIGHT_STORE_${own}_KEY`] ?? env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env[`POSTFLIGHT_STORE_${own}_SECRET`] ?? env['AWS_SECRET_ACCESS_KEY'];
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new SetupError(storesText.noKeys(name, own));
  return { endpoint, bucket, region, prefix, lock: readLock(lock, at), accessKeyId, secretAccessKey };
}

function readLock(value: unknown, at: string): S3Settings['lock'] {
  if (value === undefined) return null;
  const { mode, days } = isObject(value) ? value : {};
  const isMode = mode === 'COMPLIANCE' || mode === 'GOVERNANCE';
  if (!isMode || typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > 36_500)
    throw new SetupError(
      storesText.malformed(`${at}.lock`, '{ "mode": "COMPLIANCE" or "GOVERNANCE", "days": 1 to 36500 }'),
    );
  return { mode, days };
}
