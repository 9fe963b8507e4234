import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'> & { ref?: Ref<HTMLAnchorElement> };

function Text(props: AnchorProps & Native) {
  return <Anchor inherit {...props} />;
}

function Push(props: ButtonProps & Native) {
  return <Button component="a" {...props} />;
}

/** A link to a page, among text. */
export const PageLink = createLink(Text);

/** A link to a page that looks like a button. */
export const PageButton = createLink(Push);
