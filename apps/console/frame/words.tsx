import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Words } from '@lienthong/texts';

/** Groups of words: one for each kind of code. */
export type WordGroup = keyof Words;

/** Gives the word of a code in the language of the page; the code itself where there is no word. */
export function useWords(): (group: WordGroup, code: string) => string {
  const { i18n } = useTranslation('words');
  return (group, code) => {
    const words = i18n.getResource(i18n.language, 'words', group) as Record<string, string> | undefined;
    return words?.[code] ?? code;
  };
}

interface WordProps {
  readonly group: WordGroup;
  readonly code: string | null | undefined;
}

/** A word with its raw code at hand; a dash for none. */
export function Word({ group, code }: WordProps) {
  const word = useWords();
  if (code === null || code === undefined || code === '') return <>—</>;
  return (
    <Tooltip label={code}>
      <span>{word(group, code)}</span>
    </Tooltip>
  );
}
