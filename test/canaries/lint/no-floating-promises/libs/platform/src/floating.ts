export const save = async (): Promise<number> => 1;

export const forget = (): void => {
  save();
};
