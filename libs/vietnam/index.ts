export { CHARSETS, decodeText, encodeText, type Charset } from './text/charset';
export { restoreCapitals } from './text/capitals';
export { detectText, type DetectedText } from './text/detect';
export { detectTexts } from './text/detect-together';
export { latinBytes } from './text/latin-bytes';
