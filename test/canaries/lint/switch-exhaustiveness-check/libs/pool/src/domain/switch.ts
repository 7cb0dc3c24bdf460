export const sign = (side: 'in' | 'out'): number => {
  switch (side) {
    case 'in':
      return 1;
  }
  return 0;
};
