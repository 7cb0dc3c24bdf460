export const refuse = (code: string): never => {
  throw code;
};
