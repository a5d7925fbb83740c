import { locatorBases, type LocatorArgs } from '../model/locator.ts';

/** True when the arguments say where to look; a word with an optional locator may leave it out. */
export function hasLocator(args: LocatorArgs): boolean {
  return args.name !== undefined || locatorBases.some((key) => args[key] !== undefined);
}
