/** `200,000,000원` for messages. */
export function formatWon(amountKrw: bigint): string {
  return `${amountKrw.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',')}원`;
}
