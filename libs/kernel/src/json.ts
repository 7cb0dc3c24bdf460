/** What can be written as JSON text. Amounts appear as decimal strings, never as numbers. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

/** An item of the procedure (a reduction, a deposit, a withdrawal) as the interface shows it. */
export type ItemView = JsonObject & { readonly id: string; readonly place: string; readonly status: string };
