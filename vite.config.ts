import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.FACTEUR_SERVER ?? 'http://127.0.0.1:4321'

export default defineConfig({
  root: 'src/app',
  plugins: [react()],
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    target: 'esnext',
    // The letters of all scripts are one table of 540 kB, which only the screens that check addresses load.
    chunkSizeWarningLimit: 560,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            // Charts stand with the one screen that draws them.
            { name: 'mantine', test: /node_modules\/(@mantine\/(?!charts)|@floating-ui)/ },
            { name: 'query', test: /node_modules\/(@tanstack|@orpc)\// },
            { name: 'letters', test: /node_modules\/any-ascii\// },
            // zod-without-eval stands with zod, so that it runs before any schema is made.
            { name: 'zod', test: /node_modules\/zod\/|zod-without-eval/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': server } },
})
