import { createHash } from 'node:crypto';
import { assert } from '../base/assert.ts';

/*
 * The tree of RFC 6962: a leaf is SHA-256(0x00 || bytes), a node SHA-256(0x01 || left || right). Small enough to be read, and the same
 * as Go's sumdb, so that an auditor may bring a verifier of their own.
 */

/** A tree that grows on its right side and can answer for every size it has had. */
export type Tree = {
  readonly size: number;
  /** The root of the first `size` leaves. */
  root(size: number): Buffer;
  /** RFC 6962 §2.1.1: the hashes beside the way from leaf `index` up to the root of `size` leaves. */
  inclusion(index: number, size: number): readonly Buffer[];
  /** RFC 6962 §2.1.2: what shows that the tree of `size` leaves begins with the one of `before`. */
  consistency(before: number, size: number): readonly Buffer[];
};

/** The hash of a leaf. */
export function hashLeaf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(leafMark).update(bytes).digest();
}

/** Builds a tree over leaf hashes. Every full subtree is hashed once. */
export function buildTree(leaves: readonly Buffer[]): Tree {
  const levels: Buffer[][] = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1;) {
    const level: Buffer[] = [];
    for (let at = 0; at + 1 < below.length; at += 2) level.push(hashNode(hashAt(below, at), hashAt(below, at + 1)));
    levels.push(level);
    below = level;
  }
  const range = (from: number, to: number): Buffer => rangeHash(levels, from, to);
  const check = (size: number): void => assert(size >= 0 && size <= leaves.length, 'a size that the tree has had');
  return {
    size: leaves.length,
    root: (size) => {
      check(size);
      return size === 0 ? createHash('sha256').digest() : range(0, size);
    },
    inclusion: (index, size) => {
      check(size);
      assert(index >= 0 && index < size, 'a leaf of the tree');
      return path(range, { index, from: 0, to: size });
    },
    consistency: (before, size) => {
      check(size);
      assert(before > 0 && before <= size, 'an earlier size');
      return before === size ? [] : subproof(range, { before, from: 0, to: size, isWhole: true });
    },
  };
}

/** The root that an inclusion proof leads to, or null when it has the wrong length (RFC 9162 §2.1.3.2). */
export function rootOfInclusion(
  leaf: Buffer,
  at: { readonly index: number; readonly size: number },
  hashes: readonly Buffer[],
): Buffer | null {
  if (at.index >= at.size) return null;
  let [index, last] = [at.index, at.size - 1];
  let hash = leaf;
  for (const beside of hashes) {
    if (last === 0) return null;
    if (index % 2 === 1 || index === last) {
      hash = hashNode(beside, hash);
      while (index % 2 === 0 && index !== 0) [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
    } else hash = hashNode(hash, beside);
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}

/** True when a consistency proof holds between two roots (RFC 9162 §2.1.4.2). */
export function isConsistent(
  older: { readonly size: number; readonly root: Buffer },
  newer: { readonly size: number; readonly root: Buffer },
  hashes: readonly Buffer[],
): boolean {
  if (older.size === newer.size) return hashes.length === 0 && older.root.equals(newer.root);
  if (older.size === 0 || older.size > newer.size) return false;
  const isPower = Number.isInteger(Math.log2(older.size));
  const [first, ...rest] = isPower ? [older.root, ...hashes] : hashes;
  if (first === undefined) return false;
  let [index, last] = [older.size - 1, newer.size - 1];
  while (index % 2 === 1) [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  let [oldHash, newHash] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      [oldHash, newHash] = [hashNode(beside, oldHash), hashNode(beside, newHash)];
      while (index % 2 === 0 && index !== 0) [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
    } else newHash = hashNode(newHash, beside);
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 && oldHash.equals(older.root) && newHash.equals(newer.root);
}

const leafMark = Buffer.from([0]);
const nodeMark = Buffer.from([1]);

function hashNode(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodeMark).update(left).update(right).digest();
}

type Range = (from: number, to: number) => Buffer;

/** `from` stands where a full subtree of the next power of two begins, as all ranges of RFC 6962 do. */
function rangeHash(levels: readonly (readonly Buffer[])[], from: number, to: number): Buffer {
  const size = to - from;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return hashAt(levels[level] ?? [], from / size);
  const split = splitOf(size);
  return hashNode(rangeHash(levels, from, from + split), rangeHash(levels, from + split, to));
}

function path(
  range: Range,
  { index, from, to }: { readonly index: number; readonly from: number; readonly to: number },
): readonly Buffer[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...path(range, { index, from, to: middle }), range(middle, to)]
    : [...path(range, { index, from: middle, to }), range(from, middle)];
}

type Part = { readonly before: number; readonly from: number; readonly to: number; readonly isWhole: boolean };

function subproof(range: Range, { before, from, to, isWhole }: Part): readonly Buffer[] {
  if (before === to) return isWhole ? [] : [range(from, to)];
  const middle = from + splitOf(to - from);
  return before <= middle
    ? [...subproof(range, { before, from, to: middle, isWhole }), range(middle, to)]
    : [...subproof(range, { before, from: middle, to, isWhole: false }), range(from, middle)];
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}

function hashAt(hashes: readonly Buffer[], index: number): Buffer {
  const found = hashes[index];
  assert(found !== undefined, 'every full subtree is hashed');
  return found;
}
