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
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            // zod-without-eval stands with zod, so that it runs before any schema is made.
            { name: 'ground', test: /node_modules\/(@mantine|@tanstack|@orpc|@floating-ui|zod)\/|zod-without-eval/ },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': server } },
})
