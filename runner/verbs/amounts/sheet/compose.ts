import { formatKrw } from '../../../base/money.ts';
import type { Picture } from '../../../page/sight/png.ts';
import { encodePng } from '../../../page/sight/write-png.ts';
import type { LookResult } from '../look-around.ts';
import type { Surroundings } from '../surroundings.ts';
import { Canvas, labelSize, type Colour } from './canvas.ts';

export type Sheet = { readonly bytes: Buffer; readonly width: number; readonly height: number };

const paper: Colour = [255, 255, 255];
const ink: Colour = [40, 40, 40];
const fine: Colour = [205, 205, 205];
const wrong: Colour = [208, 0, 0];
const nothing: Colour = [240, 240, 240];

const label = 2;
const gap = 14;
const thickBad = 5;
const cellWidthMax = 240;
const cellHeightMax = 90;
const emptyCell = { width: 220, height: 56 };
const columnsMax = 12;
const rowsMax = 50;

/**
 * The pictures of one place: a row an amount, a column a width and text size, the bad ones framed in red. A place that is right
 * everywhere is one row, of its largest amount. Null when no picture was taken.
 */
export function composeSheet(results: readonly LookResult[]): Sheet | null {
  const shots = results.filter(({ shot }) => shot !== null);
  if (shots.length === 0) return null;
  const isBad = shots.some(({ answer }) => !answer.ok);
  const all = unique(shots.map(({ krw }) => krw.toString()));
  const rungs = isBad ? all.slice(0, rowsMax) : all.toSorted(byLength).slice(-1);
  const shown = shots.filter(({ krw }) => rungs.includes(krw.toString()));
  const columns = unique(shown.map(({ around }) => nameOf(around))).slice(0, columnsMax);
  const table = rungs.map((rung) =>
    columns.map((column) => shown.find((one) => one.krw.toString() === rung && nameOf(one.around) === column) ?? null),
  );
  return draw({ rungs: rungs.map((rung) => formatKrw(BigInt(rung))), columns, table });
}

type Table = {
  readonly rungs: readonly string[];
  readonly columns: readonly string[];
  readonly table: readonly (readonly (LookResult | null)[])[];
};

function draw({ rungs, columns, table }: Table): Sheet {
  const left = gap + Math.max(...rungs.map((rung) => labelSize(rung, label).width)) + gap;
  const top = gap + labelSize('0', label).height + gap;
  const widths = columns.map((name, column) =>
    Math.max(labelSize(name, label).width, ...table.map((row) => sizeOf(row[column] ?? null).width)),
  );
  const heights = table.map((row) => Math.max(...row.map((cell) => sizeOf(cell).height)));
  const canvas = new Canvas(left + sum(widths) + gap * widths.length, top + sum(heights) + gap * heights.length, paper);
  for (const [column, name] of columns.entries())
    canvas.write(name, { x: left + before(widths, column), y: gap }, { size: label, colour: ink });
  for (const [row, cells] of table.entries()) {
    const y = top + before(heights, row);
    canvas.write(rungs[row] ?? '', { x: gap, y: y + 8 }, { size: label, colour: cells.some(isWrong) ? wrong : ink });
    for (const [column, cell] of cells.entries())
      if (cell !== null) drawCell(canvas, cell, { x: left + before(widths, column), y });
  }
  return { bytes: encodePng(canvas), width: canvas.width, height: canvas.height };
}

function drawCell(canvas: Canvas, cell: LookResult, at: { readonly x: number; readonly y: number }): void {
  const area = { ...at, ...sizeOf(cell) };
  const picture = cell.shot?.picture ?? null;
  if (picture === null) canvas.paint(area, nothing);
  else canvas.put(picture, area);
  canvas.frame(area, isWrong(cell) ? thickBad : 1, isWrong(cell) ? wrong : fine);
}

function isWrong(cell: LookResult | null): boolean {
  return cell !== null && !cell.answer.ok;
}

function sizeOf(cell: LookResult | null): { readonly width: number; readonly height: number } {
  const picture: Picture | null = cell?.shot?.picture ?? null;
  if (picture === null) return emptyCell;
  const scale = Math.min(1, cellWidthMax / picture.width, cellHeightMax / picture.height);
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
}

function nameOf({ width, zoom }: Surroundings): string {
  return [...(width === null ? [] : [`${width} px`]), ...(zoom === 100 && width !== null ? [] : [`${zoom} %`])].join(
    ' ',
  );
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

function byLength(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}

function before(sizes: readonly number[], index: number): number {
  return sum(sizes.slice(0, index)) + gap * index;
}
