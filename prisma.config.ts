import { defineConfig } from 'prisma/config'

// The CLI tries to fetch a native schema engine before every command and fails without a network. `generate`, `validate`
// and `format` never run it, so any existing program will do.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env['DATABASE_URL'] ? { datasource: { url: process.env['DATABASE_URL'] } } : {}),
})
