import { defineConfig } from 'vite';

export default defineConfig({
  // What the fast modes of 360 and Sogou are made of; `public/guard.js` leads what is older to the plain forms.
  build: { target: 'chrome78', rollupOptions: { input: ['index.html', 'phone.html'] }, assetsInlineLimit: 0 },
  // The package finds its own WebAssembly beside itself; bundling it beforehand would move it.
  optimizeDeps: { exclude: ['gongkao'] },
  server: { proxy: { '/api': 'http://127.0.0.1:8765' }, fs: { allow: ['../../..'] } },
});
