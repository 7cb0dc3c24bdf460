/** What can be written as JSON text. Amounts appear as decimal strings, never as numbers. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };
