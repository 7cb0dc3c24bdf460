export type Child = Node | string;

/** An element with attributes and children; text is always text, never markup. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

export const button = (text: string, act: () => void, name = ''): HTMLButtonElement => {
  const made = element('button', { type: 'button', ...(name !== '' && { class: name }) }, [text]);
  made.addEventListener('click', act);
  return made;
};

export const tableOf = (header: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement =>
  element('div', { class: 'wide' }, [
    element('table', {}, [
      element('thead', {}, [
        element(
          'tr',
          {},
          header.map((cell) => element('th', { scope: 'col' }, [cell])),
        ),
      ]),
      element(
        'tbody',
        {},
        rows.map((row) =>
          element(
            'tr',
            {},
            row.map((cell) => element('td', {}, [cell])),
          ),
        ),
      ),
    ]),
  ]);

/** The element of this id in the page's own text. */
export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found;
};
