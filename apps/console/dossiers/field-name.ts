import { useWords } from '../frame/words';

/** Names the place of a value in words: `/parties/0/name` is "Party 1 › name". */
export function useFieldName(): (pointer: string) => string {
  const word = useWords();
  return (pointer) =>
    pointer
      .split('/')
      .slice(1)
      .reduce<string[]>((names, part) => {
        const last = names.at(-1);
        if (part === '*') return names;
        if (/^\d+$/.test(part) && last !== undefined) return [...names.slice(0, -1), `${last} ${Number(part) + 1}`];
        return [...names, word('field', part)];
      }, [])
      .join(' › ');
}
