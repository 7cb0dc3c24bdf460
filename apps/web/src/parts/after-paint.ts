/** Acts once what was just touched has been drawn: a whole page drawn anew must not hold its answer up. */
export const afterPaint = (act: () => void): void => {
  requestAnimationFrame(() => setTimeout(act));
};
