/**
 * Tells of the first signal that asks to stop. Playwright ends an interrupted run in order (SIGINT) but knows no other signal, and
 * CI systems send SIGTERM: it is passed on as an interrupt, so that the report is written. A second signal ends the process.
 * Returns how to stop listening.
 */
export function listenForSignals(onSignal: (signal: string) => void): () => void {
  const interrupted = (): void => onSignal('SIGINT');
  const ended = (signal: NodeJS.Signals): void => {
    onSignal(signal);
    process.kill(process.pid, 'SIGINT');
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', ended);
  process.once('SIGHUP', ended);
  return () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', ended);
    process.off('SIGHUP', ended);
  };
}
