import type { Names } from '../../core/conference/views';

// Names for the ids of one picture; empty where there is none.
export function naming(names: Names | undefined) {
  const of = (book: Readonly<Record<string, string>> | undefined) => (id: number) =>
    (id !== 0 && book?.[String(id)]) || '';
  return { unit: of(names?.units), person: of(names?.people), post: of(names?.posts) };
}

export type Naming = ReturnType<typeof naming>;
