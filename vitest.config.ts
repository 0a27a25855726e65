import { defineConfig } from 'vitest/config'

/** They start, kill or need more than the shared database: PostgreSQL's own supervisor, and the browser. */
const OWN_SERVER = ['src/platform/db/embedded/**/*.test.ts', 'src/**/kill-*.test.ts']
const STORIES = ['src/**/*.story.test.ts']
const globalSetup = ['src/platform/testing/global-setup.ts']

export default defineConfig({
  test: {
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', globalSetup, include: ['src/**/*.test.ts'], exclude: [...OWN_SERVER, ...STORIES] },
      },
      { extends: true, test: { name: 'own-server', include: OWN_SERVER } },
      {
        extends: true,
        // A second try: a browser on a busy machine may miss a frame. What is wrong fails twice.
        test: {
          name: 'stories',
          retry: 1,
          globalSetup: [...globalSetup, 'src/app/stories/build-web.ts'],
          include: STORIES,
        },
      },
    ],
  },
})
