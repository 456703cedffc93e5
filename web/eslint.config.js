import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['dist', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...ts.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Letters are taken by code point on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      'max-lines': ['error', 600],
    },
  },
  {
    // What must run in a test without a browser, a framework or a server.
    files: ['src/{core,layout,protocol}/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: ['react', 'react-dom'] }],
    },
  },
  {
    files: ['src/core/!(livekit_*).ts', 'src/{layout,pages,panels,tiles}/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': ['error', { paths: ['livekit-client'] }],
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
);
