/** What is filled into a message: `{name}` stands for it. */
export type Params = Readonly<Record<string, string | number>>;
