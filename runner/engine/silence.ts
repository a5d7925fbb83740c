import type { Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';

/** Decides when a driver has been silent for too long. */
export type SilenceWatch = {
  /** The driver said something. */
  heard(): void;
  /** Looked at every second or so; true when the driver must be ended. */
  isSilent(): boolean;
};

/** How far apart two looks may be before this process itself must have slept. */
const sleptMs = 5_000;

/**
 * Counts only the time in which this process was awake too: after Ctrl+Z or a closed lid the driver has had no chance to
 * speak, and its words may still wait in the channel.
 */
export function watchSilence(clock: Clock): SilenceWatch {
  let heardAt = clock.elapsed();
  let lookedAt = heardAt;
  return {
    heard: () => {
      heardAt = clock.elapsed();
    },
    isSilent: () => {
      const now = clock.elapsed();
      if (now - lookedAt >= sleptMs) heardAt = now;
      lookedAt = now;
      return now - heardAt >= limits.driverSilenceMs;
    },
  };
}
