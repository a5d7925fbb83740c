import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { limits } from '../base/limits.ts';
import type { Span } from '../base/span.ts';
import type { Source } from '../model/checklist.ts';
import { findLiveSecrets } from './live-secrets.ts';
import type { Problems } from './problems.ts';
import type { DiagnosticCode } from './diagnostic-codes.ts';

export type ReadFile = { readonly absolute: string; readonly display: string; readonly text: string };

export type FileRequest = {
  /** Absolute path. */
  readonly path: string;
  /** What the author wrote; named in messages. */
  readonly named: string;
  /** The place of the reference. */
  readonly at: Span;
  /** Absolute folder that the file, links followed, must stay in; null for the file that the user named. */
  readonly within: string | null;
  readonly missing?: { readonly code: DiagnosticCode; readonly what: string; readonly fix: string };
};

/** Reads text files once, within limits and folders, and keeps every one of them for the report. */
export class Files {
  readonly #workingDirectory: string;
  readonly #problems: Problems;
  readonly #sources = new Map<string, Source>();
  #full = false;

  constructor(workingDirectory: string, problems: Problems) {
    this.#workingDirectory = resolve(workingDirectory);
    this.#problems = problems;
  }

  /** Files in the order of reading. */
  get order(): readonly string[] {
    return [...this.#sources.keys()];
  }

  get sources(): readonly Source[] {
    return [...this.#sources.values()];
  }

  get workingDirectory(): string {
    return this.#workingDirectory;
  }

  /** The path as people see it: relative to the working directory where that is shorter. */
  display(absolute: string): string {
    const way = relative(this.#workingDirectory, absolute);
    return isOutside(way) ? absolute : way.split(sep).join('/');
  }

  /** True when the file exists inside its folder; adds a diagnostic otherwise. */
  check(request: FileRequest): boolean {
    return this.#locate(request) !== undefined;
  }

  /** The text of a file, or undefined after adding why it cannot be had. */
  read(request: FileRequest): ReadFile | undefined {
    const real = this.#locate(request);
    if (real === undefined) return undefined;
    const display = this.display(request.path);
    const known = this.#sources.get(display);
    if (known !== undefined) return { absolute: request.path, display, text: known.text };
    if (this.#sources.size >= limits.includedFiles) {
      if (!this.#full)
        this.#problems.add(
          'E_FILES_TOO_MANY',
          request.at,
          `more than ${limits.includedFiles} files are read`,
          'join small flows and data files',
        );
      this.#full = true;
      return undefined;
    }
    const bytes = readFileSync(real);
    const text = this.#decode(bytes, request);
    if (text === undefined) return undefined;
    this.#sources.set(display, { file: display, sha256: createHash('sha256').update(bytes).digest('hex'), text });
    for (const found of findLiveSecrets(text, display)) this.#problems.add(found.code, found.at, found.what, found.fix);
    return { absolute: request.path, display, text };
  }

  #locate(request: FileRequest): string | undefined {
    const { at, named } = request;
    const { within } = request;
    // Looked at before the file system is asked: a path that leads out must not even tell what exists there.
    if (within !== null && isOutside(relative(within, request.path))) return this.#addOutside(request, within);
    try {
      const real = realpathSync(request.path);
      if (within !== null && isOutside(relative(realpathSync(within), real))) return this.#addOutside(request, within);
      const facts = statSync(real);
      if (!facts.isFile()) {
        this.#problems.add(
          'E_FILE_UNREADABLE',
          at,
          `"${named}" is ${facts.isDirectory() ? 'a directory' : 'no ordinary file'}`,
          'name a file',
        );
        return undefined;
      }
      if (facts.size > limits.yamlBytes) {
        this.#problems.add(
          'E_FILE_TOO_LARGE',
          at,
          `"${named}" has ${facts.size} bytes; ${limits.yamlBytes} is the limit`,
          'split it',
        );
        return undefined;
      }
      return real;
    } catch (error) {
      this.#addFailure(request, error);
      return undefined;
    }
  }

  #addOutside(request: FileRequest, within: string): undefined {
    const folder = this.display(within);
    const where = folder === '' ? 'the working directory' : `the folder "${folder}"`;
    this.#problems.add(
      'E_PATH_OUTSIDE',
      request.at,
      `"${request.named}" leads out of ${where}`,
      'move the file into that folder; links that lead out are refused, too',
    );
  }

  #addFailure(request: FileRequest, error: unknown): void {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE' || code === 'ENAMETOOLONG') {
      const missing = request.missing ?? {
        code: 'E_FILE_MISSING',
        what: `there is no file "${request.named}"`,
        fix: 'correct the name, or add the file',
      };
      this.#problems.add(missing.code, request.at, missing.what, missing.fix);
    } else {
      this.#problems.add(
        'E_FILE_UNREADABLE',
        request.at,
        `"${request.named}" cannot be read (${String(code)})`,
        'check its permissions',
      );
    }
  }

  #decode(bytes: Buffer, request: FileRequest): string | undefined {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#problems.add(
        'E_FILE_ENCODING',
        request.at,
        `"${request.named}" is not UTF-8 text`,
        'save it as UTF-8 (not EUC-KR, CP949 or UTF-16)',
      );
      return undefined;
    }
    const line = text.slice(0, Math.max(0, text.indexOf('\0'))).split('\n').length;
    if (!text.includes('\0')) return text;
    this.#problems.add(
      'E_FILE_ENCODING',
      request.at,
      `"${request.named}" holds a NUL byte in line ${line}`,
      'remove it; perhaps the file is not text',
    );
    return undefined;
  }
}

function isOutside(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}
