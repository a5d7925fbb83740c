import type { Bilingual } from '../base/bilingual.ts';
import { formatKst } from '../base/clock.ts';

/** `2026-11-22 00:30:00 KST (+09:00)` from an ISO time of the journal. */
export function kst(iso: string): string {
  return formatKst(Date.parse(iso));
}

/** `00:30:05`, where the day and offset already stand nearby. */
export function kstTime(iso: string): string {
  return kst(iso).slice(11, 19);
}

/** From and to, the second day only when it differs, and the zone they are told in. */
export function kstWindow(from: string, to: string): { readonly times: string; readonly zone: string } {
  const [start, end] = [kst(from), kst(to)];
  const isSameDay = start.slice(0, 10) === end.slice(0, 10);
  return { times: `${start.slice(0, 19)} – ${end.slice(isSameDay ? 11 : 0, 19)}`, zone: end.slice(20) };
}

/** A length of time in the unit a person would use. */
export function duration(ms: number): Bilingual {
  if (ms < 1_000) return both(`${ms} ms`);
  if (ms < 60_000) return both(`${(ms / 1_000).toFixed(1)} s`);
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.floor((ms % 60_000) / 1_000);
  if (minutes < 60) return { ko: `${minutes}분 ${seconds}초`, en: `${minutes} min ${seconds} s` };
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return { ko: `${hours}시간 ${minutes % 60}분`, en: `${hours} h ${minutes % 60} min` };
  const days = Math.floor(hours / 24);
  return { ko: `${days}일 ${hours % 24}시간`, en: `${days} days ${hours % 24} h` };
}

/** `18.2 KB`; decimal units, as file managers show them. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The same text in both languages: names, numbers, units. */
export function both(text: string): Bilingual {
  return { ko: text, en: text };
}
