/** The database from which the others of a test run are made and dropped. */
export const ADMIN_DATABASE = 'tests'
/** Migrated once; nobody stays connected to it, or it could not be copied. */
export const TEMPLATE_DATABASE = 'tests_template'
