import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const INK: MantineColorsTuple = [
  '#eef4fb',
  '#dbe7f3',
  '#b5cde6',
  '#8cb2da',
  '#699bd0',
  '#528dca',
  '#3f7cba',
  '#306ca8',
  '#235f99',
  '#17518a',
];

const FONTS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

/** How the console looks: dense, with the fonts of the device, in one colour. */
export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink: INK },
  primaryShade: { light: 8, dark: 8 },
  fontFamily: FONTS,
  headings: { fontFamily: FONTS, fontWeight: '650' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'compact-md' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Alert: { defaultProps: { bg: 'var(--mantine-color-body)' } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 9 } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 250, events: { hover: true, focus: true, touch: false } } },
    // Their heads are no banners of the page.
    Modal: { defaultProps: { centered: true, attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
});

/** Quiet text that still reads (WCAG AA) on every ground of either scheme, where Mantine's own greys do not. */
export const readableGreys: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#50585f',
    '--mantine-color-placeholder': '#6a727a',
    '--mantine-color-anchor': '#17518a',
    '--mantine-color-error': '#c02626',
    '--lt-ground': '#f6f8fa',
    '--lt-good': '#1a6b37',
    '--lt-warn': '#8a4b00',
    '--lt-bad': '#b42318',
    '--lt-quiet': '#50585f',
    '--lt-line': '#dfe4ea',
    '--lt-demo-ground': '#fff3cf',
    '--lt-demo-text': '#5c4300',
  },
  dark: {
    '--mantine-color-dimmed': '#b0b6bd',
    '--mantine-color-placeholder': '#959ca4',
    '--mantine-color-anchor': '#8cb9ea',
    '--mantine-color-error': '#ff9b93',
    '--lt-ground': '#1b1d20',
    '--lt-good': '#7bd694',
    '--lt-warn': '#f0b95b',
    '--lt-bad': '#ff9b93',
    '--lt-quiet': '#b0b6bd',
    '--lt-line': '#3a3f46',
    '--lt-demo-ground': '#3b3112',
    '--lt-demo-text': '#f5d980',
  },
});
