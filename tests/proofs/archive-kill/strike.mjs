// Kills its own process (SIGKILL) before the N-th thing that outlives it. Loaded by the proof alone (NODE_OPTIONS --import): the product
// has no switch for this, and a step that somebody adds next year is struck without being listed here.
//   POSTFLIGHT_PROOF_STRIKE  the number of the step, from 1; 0: none, the steps are only counted
//   POSTFLIGHT_PROOF_BELOW   files below this folder count
//   POSTFLIGHT_PROOF_STEPS   a file outside of it: a line for every step
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { join, resolve, sep } from 'node:path';

const below = `${process.env['POSTFLIGHT_PROOF_BELOW']}${sep}`;
const strikeAt = Number(process.env['POSTFLIGHT_PROOF_STRIKE']);
const told = process.env['POSTFLIGHT_PROOF_STEPS'];
// Programs that this process starts are their own.
delete process.env['NODE_OPTIONS'];

const real = { ...fs };
const files = new Map();
let count = 0;

/** One moment between two steps. */
function moment(what) {
  count += 1;
  real.appendFileSync(told, `${what}\n`);
  if (count !== strikeAt) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment, and nothing may happen in it.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}

const nameOf = (path) => {
  const whole =
    typeof path === 'number' ? files.get(path) : resolve(String(path instanceof URL ? path.pathname : path));
  return whole !== undefined && whole.startsWith(below) ? whole.slice(below.length) : null;
};

/** Half of the bytes first, so that a write that was cut off is among the moments. */
function written(name, data, writeHalf) {
  moment(`write ${name}`);
  const bytes =
    typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (count + 1 === strikeAt && bytes.length > 1) writeHalf(bytes.subarray(0, bytes.length >> 1));
  moment(`half of ${name}`);
}

fs.openSync = (path, flags = 'r', ...more) => {
  const name = nameOf(path);
  const writes = typeof flags === 'string' ? flags !== 'r' && flags !== 'rs' : (flags & 3) !== 0;
  if (name !== null && writes && !real.existsSync(path)) moment(`create ${name}`);
  const handle = real.openSync(path, flags, ...more);
  if (writes) files.set(handle, resolve(String(path)));
  return handle;
};
fs.closeSync = (handle) => {
  files.delete(handle);
  return real.closeSync(handle);
};
fs.writeSync = (handle, data, at, ...more) => {
  const name = nameOf(handle);
  if (name !== null) {
    const rest = typeof data === 'string' ? data : data.subarray(typeof at === 'number' ? at : 0);
    written(name, rest, (half) => real.writeSync(handle, half));
  }
  return real.writeSync(handle, data, at, ...more);
};
for (const call of ['writeFileSync', 'appendFileSync'])
  fs[call] = (path, data, options) => {
    const name = nameOf(path);
    if (name !== null) written(name, data, (half) => real[call](path, half, options));
    return real[call](path, data, options);
  };
fs.ftruncateSync = (handle, ...more) => {
  const name = nameOf(handle);
  if (name !== null) moment(`cut ${name}`);
  return real.ftruncateSync(handle, ...more);
};
for (const call of ['rename', 'link', 'symlink', 'unlink', 'rmdir', 'copyFile', 'truncate'])
  fs[`${call}Sync`] = (path, ...more) => {
    const name = nameOf(path) ?? (typeof more[0] === 'string' ? nameOf(more[0]) : null);
    if (name !== null) moment(`${call} ${name}`);
    return real[`${call}Sync`](path, ...more);
  };
fs.mkdirSync = (path, ...more) => {
  const name = nameOf(path);
  if (name !== null && !real.existsSync(path)) moment(`mkdir ${name}`);
  return real.mkdirSync(path, ...more);
};
// A folder is taken away file by file: each is a moment.
fs.rmSync = (path, options = {}) => {
  if (nameOf(path) === null) return real.rmSync(path, options);
  const found = real.lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined && options.force === true) return undefined;
  if (found?.isDirectory() !== true || options.recursive !== true) return fs.unlinkSync(path);
  for (const name of real.readdirSync(path)) fs.rmSync(join(String(path), name), options);
  return fs.rmdirSync(path);
};
for (const call of [
  'writeFile',
  'appendFile',
  'rename',
  'unlink',
  'rm',
  'rmdir',
  'mkdir',
  'copyFile',
  'link',
  'symlink',
]) {
  const own = fs.promises[call].bind(fs.promises);
  fs.promises[call] = (path, ...more) => {
    const name = typeof path === 'string' ? nameOf(path) : null;
    if (name !== null) moment(`${call} ${name}`);
    return own(path, ...more);
  };
}

const { spawn } = childProcess;
childProcess.spawn = (program, ...more) => {
  moment(`start ${program}`);
  const child = spawn(program, ...more);
  child.once('exit', () => moment(`end of ${program}`));
  return child;
};
const { connect } = net;
net.connect = net.createConnection = (...where) => {
  moment('connect');
  const socket = connect(...where);
  const { write } = socket;
  socket.write = (...data) => {
    moment('send');
    return write.apply(socket, data);
  };
  return socket;
};
const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  moment(`${init?.method ?? 'GET'} ${new URL(input instanceof Request ? input.url : input).pathname}`);
  const answer = await fetch(input, init);
  moment('answer');
  return answer;
};
syncBuiltinESMExports();

// SQLite's own writes are not seen one by one: a commit is whole or not there, and its own tests say so.
const Database = createRequire(process.argv[1])('better-sqlite3');
const { exec, prepare } = Database.prototype;
Database.prototype.exec = function struck(sql) {
  if (nameOf(this.name) !== null && !/^\s*BEGIN/i.test(sql)) moment(`sqlite ${sql.trim().slice(0, 20)}`);
  return exec.call(this, sql);
};
let isPatched = false;
Database.prototype.prepare = function seen(sql) {
  const statement = prepare.call(this, sql);
  if (!isPatched) {
    isPatched = true;
    const own = Object.getPrototypeOf(statement);
    const { run } = own;
    own.run = function struck(...values) {
      if (nameOf(this.database.name) !== null) moment('sqlite row');
      return run.apply(this, values);
    };
  }
  return statement;
};
