import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['src/platform/testing/global-setup.ts'],
    include: ['src/**/*.test.ts'],
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
