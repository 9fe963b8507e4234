import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds the gateway: `--mode <port>`, else this. */
const USUAL_PORT = '8080';

export default defineConfig(({ command, mode }) => {
  // Whoever builds it, tests too, builds what users get.
  if (command === 'build') process.env.NODE_ENV = 'production';
  const target = `http://127.0.0.1:${/^\d+$/.test(mode) ? mode : USUAL_PORT}`;
  const proxy = { '/v1': { target, changeOrigin: true } };
  return {
    root: at('.'),
    resolve: { alias: { '@lienthong/texts': at('../../libs/texts/index.ts') } },
    build: {
      outDir: at('../../dist/apps/console'),
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        onLog(level, log, tell) {
          // Mantine marks its files for server components, which there are none of here.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log);
        },
      },
    },
    server: { proxy },
    preview: { proxy },
  };
});
