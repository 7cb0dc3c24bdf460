const due = async (): Promise<boolean> => true;

export const answer = (): string => {
  if (due()) return 'always';
  return 'never';
};
