/** Actions that write nothing with the token of the job, by `owner/repo` or `owner/repo/path`. */

export const tokenlessActions: readonly string[] = [
  ...['actions/cache', 'actions/setup-dotnet', 'actions/setup-go', 'actions/setup-java', 'actions/setup-node'],
  ...['actions/setup-python', 'actions/upload-artifact', 'actions/upload-pages-artifact'],
  ...[
    'actions/create-github-app-token',
    'actions/jekyll-build-pages',
    'actions-rust-lang/setup-rust-toolchain',
    'astral-sh/setup-uv',
    'astral-sh/ruff-action',
  ],
  ...['aquasecurity/trivy-action', 'anchore/scan-action', 'biomejs/setup-biome', 'bufbuild/buf-setup-action'],
  ...['coverallsapp/github-action', 'crate-ci/typos', 'cachix/install-nix-action', 'cachix/cachix-action'],
  ...['denoland/setup-deno', 'docker/metadata-action', 'docker/setup-buildx-action', 'docker/setup-qemu-action'],
  ...[
    'dtolnay/rust-toolchain',
    'erlef/setup-beam',
    'google-github-actions/setup-gcloud',
    'gradle/actions/setup-gradle',
  ],
  ...[
    'gradle/actions/wrapper-validation',
    'hashicorp/setup-terraform',
    'ilammy/msvc-dev-cmd',
    'julia-actions/setup-julia',
  ],
  ...['ludeeus/action-shellcheck', 'mozilla-actions/sccache-action', 'msys2/setup-msys2', 'mxschmitt/action-tmate'],
  ...['opentofu/setup-opentofu', 'oven-sh/setup-bun', 'pnpm/action-setup', 'pre-commit/action', 'ruby/setup-ruby'],
  ...['shivammathur/setup-php', 'sigstore/cosign-installer', 'subosito/flutter-action', 'swatinem/rust-cache'],
  ...['swift-actions/setup-swift', 'taiki-e/install-action', 'trufflesecurity/trufflehog', 'webfactory/ssh-agent'],
];
