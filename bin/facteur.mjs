#!/usr/bin/env node
await import('../src/app/cli.ts')
