import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.DIEMCAU_SERVER ?? 'http://127.0.0.1:7880';
const proxy = {
  '/api': server,
  '/news': server,
  '/rtc': { target: server, ws: true },
  '/ca.crt': server,
  '/ca.mobileconfig': server,
};

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: ['es2022', 'safari15'],
    // Nothing may be written into the page itself: the server's policy allows files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      // The public pages of the news, which the server writes, take their looks by a plain name.
      input: { main: 'index.html', news: 'src/styles/news.css' },
      output: {
        assetFileNames: ({ names }) =>
          names.includes('news.css') ? '[name][extname]' : 'assets/[name]-[hash][extname]',
        manualChunks: (id) => (id.includes('livekit') ? 'livekit' : undefined),
      },
    },
  },
  server: { proxy },
  preview: { proxy },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
});
