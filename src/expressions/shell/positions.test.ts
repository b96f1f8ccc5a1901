/** Every place that refuses a value, and the neighbouring one that takes it. */
import { describe, expect, it } from 'vitest';
import { type Expr, fromNode } from '../expr.ts';
import { type Script, script, sh } from './index.ts';
import { refusals, type UnsafePlace } from './places.ts';

const x: Expr<string, 'inputs'> = fromNode({
  kind: 'property',
  of: { kind: 'context', name: 'inputs' },
  name: 'title',
});
const y: Expr<string, 'inputs'> = fromNode({
  kind: 'property',
  of: { kind: 'context', name: 'inputs' },
  name: 'other',
});

const refused: [UnsafePlace, Script][] = [
  ['single-quotes', sh`echo 'a ${x}'`],
  ['single-quotes', sh`echo $'a\'${x}'`],
  ['single-quotes', sh`echo "$(echo '${x}')"`],
  ['single-quotes', sh`echo "\${v#'${x}'}"`],
  ['single-quotes', sh`grep 'a "'${y}'${x}'`],
  [
    'quoted-here-document',
    sh`
    cat <<'EOF'
    ${x}
    EOF
  `,
  ],
  [
    'quoted-here-document',
    sh`
    cat <<"EOF"
    ${x}
    EOF
  `,
  ],
  [
    'quoted-here-document',
    sh`
    cat <<-\EOF
    ${x}
    EOF
  `,
  ],
  [
    'quoted-here-document',
    sh`
    cat <<A <<'B'
    it's
    A
    ${x}
    B
  `,
  ],
  [
    'quoted-here-document',
    sh`
    v=$(cat <<'EOF'
    ) ${x}
    EOF
    )
  `,
  ],
  [
    'here-document-delimiter',
    sh`
    cat <<${x}
    a
  `,
  ],
  ['comment', sh`echo a # ${x}`],
  [
    'comment',
    sh`
    # it's ${x}
    echo
  `,
  ],
  [
    'comment',
    sh`v=$(echo a # ) ${x}
    )`,
  ],
  ['backticks', sh`echo \`echo ${x}\``],
  ['backticks', sh`echo "\`echo "${x}"\`"`],
  ['arithmetic', sh`echo $(( ${x} + 1 ))`],
  ['arithmetic', sh`echo "$(( (1) + ${x} ))"`],
  ['arithmetic', sh`echo $[ ${x} ]`],
  ['arithmetic', sh`(( ${x} > 1 ))`],
  ['arithmetic', sh`if (( "${x}" )); then :; fi`],
  ['arithmetic', sh`for (( i = 0; i < ${x}; i++ )); do :; done`],
  ['arithmetic', sh`echo $(( $(echo ${x}) ))`],
  ['arithmetic', sh`let n=${x}`],
  ['arithmetic', sh`echo "\${v:${x}}"`],
  ['arithmetic', sh`echo \${v: 1:${x}}`],
  ['subscript', sh`a[${x}]=1`],
  ['subscript', sh`a[1 + ${x}]=1`],
  ['subscript', sh`echo "\${a[${x}]}"`],
  ['subscript', sh`a=([${x}]=1)`],
  ['subscript', sh`declare -A a=(["${x}"]=1)`],
  ...['-eq', '-ne', '-lt', '-le', '-gt', '-ge'].map((operator): [UnsafePlace, Script] => [
    'numeric-test',
    sh(Object.assign(['', ''], { raw: ['[[ ', ` ${operator} 1 ]]`] }), x),
  ]),
  ['numeric-test', sh`[[ -n a && ( 1 -eq "${x}" ) ]]`],
  ['evaluated-variable', sh`declare -i n=${x}`],
  ['evaluated-variable', sh`f() { local -ri n=${x}; }`],
  ['evaluated-variable', sh`export -i n="${x}"`],
  [
    'evaluated-variable',
    sh`
    declare -i n
    n=${x}
  `,
  ],
  [
    'evaluated-variable',
    sh`
    typeset -i n
    for n in ${x}; do :; done
  `,
  ],
  ['evaluated-variable', sh`declare -n n=${x}`],
  [
    'evaluated-variable',
    sh`
    n=${x}
    if (( n > 3 )); then :; fi
  `,
  ],
  ['evaluated-variable', sh`export n=${x}; echo $(( $n + 1 ))`],
  ['evaluated-variable', sh`n=${x}; [[ "$n" -gt 3 ]]`],
  ['evaluated-variable', sh`n=${x}; let m=n+1`],
  ['evaluated-variable', sh`for n in ${x}; do echo "\${PATH:n}"; done`],
  ['evaluated-variable', sh`v=${x}; eval "echo $v"`],
  ['evaluated-variable', sh`v=${x}; sudo bash -c "echo $v"`],
  ['variable-name', sh`${x}=1`],
  ['variable-name', sh`a${x}+=1 cmd`],
  ['variable-name', sh`export ${x}`],
  ['variable-name', sh`declare "${x}=1"`],
  ['variable-name', sh`unset ${x}`],
  ['variable-name', sh`read -r ${x}`],
  ['variable-name', sh`printf -v ${x} a`],
  ['variable-name', sh`printf -v${x} a`],
  ['variable-name', sh`test -v ${x}`],
  ['variable-name', sh`[[ -v ${x} ]]`],
  ['variable-name', sh`mapfile -t ${x}`],
  ['variable-name', sh`for ${x} in a; do :; done`],
  ['variable-name', sh`echo \${${x}}`],
  ['after-dollar', sh`echo $${x}`],
  ['after-dollar', sh`echo "costs $${x}"`],
  ['replacement', sh`echo "\${v/a/${x}}"`],
  ['assigning-default', sh`: \${v:=${x}}`],
  ['command-word', sh`${x}`],
  ['command-word', sh`./${x}.sh a`],
  ['command-word', sh`"bin/${x}" a`],
  ['command-word', sh`A=1 ${x}`],
  ['command-word', sh`> file ${x}`],
  ['command-word', sh`true && ${x}`],
  ['command-word', sh`if ${x}; then :; fi`],
  ['command-word', sh`while ! ${x}; do :; done`],
  ['command-word', sh`echo a | ${x}`],
  ['command-word', sh`echo "$(${x})"`],
  ['command-word', sh`case a in a) ${x} ;; esac`],
  ['command-word', sh`${x}() { :; }`],
  ['command-word', sh`function ${x} { :; }`],
  ['command-word', sh`$(echo ${x}) a`],
  ['command-word', sh`exec ${x}`],
  ['command-word', sh`sudo -u root A=1 ${x}`],
  ['command-word', sh`timeout -k 1 10 nice -n 5 ${x}`],
  ['command-word', sh`ls | xargs -n 1 ${x}`],
  ['command-word', sh`find . -exec ${x} {} +`],
  ['evaluated', sh`eval echo ${x}`],
  ['evaluated', sh`eval "echo ${x}"`],
  ['evaluated', sh`command eval "$(echo ${x})"`],
  ['evaluated', sh`source ${x}`],
  ['evaluated', sh`. ${x}`],
  ['evaluated', sh`trap "rm ${x}" EXIT`],
  ['evaluated', sh`alias a=${x}`],
  ['nested-code', sh`bash -c "echo ${x}"`],
  ['nested-code', sh`bash -c ${x}`],
  ['nested-code', sh`sh -ec "echo ${x}"`],
  ['nested-code', sh`bash -lc "echo ${x}"`],
  ['nested-code', sh`/bin/bash -c -e "echo ${x}"`],
  ['nested-code', sh`bash -eo pipefail -c "echo ${x}"`],
  ['nested-code', sh`$SHELL -c "echo ${x}"`],
  ['nested-code', sh`b"as"h -c ${x}`],
  ['nested-code', sh`bash -c "$(echo ${x})"`],
  ['nested-code', sh`su app -c "echo ${x}"`],
  ['nested-code', sh`sudo bash -c "echo ${x}"`],
  ['nested-code', sh`env X=1 bash -c "echo ${x}"`],
  ['nested-code', sh`docker exec c sh -c "echo ${x}"`],
  ['nested-code', sh`ls | xargs sh -c "echo ${x}"`],
  ['nested-code', sh`find . -exec sh -c "echo ${x}" \;`],
  ['nested-code', sh`if bash -c "${x}"; then :; fi`],
  ['nested-code', sh`python -c "print('${x}')"`],
  ['nested-code', sh`python3.12 -Ic"print('${x}')"`],
  ['nested-code', sh`perl -ne "print '${x}'"`],
  ['nested-code', sh`ruby -e ${x}`],
  ['nested-code', sh`node -e "console.log('${x}')"`],
  ['nested-code', sh`node --eval="console.log('${x}')"`],
  ['nested-code', sh`bun -e "console.log('${x}')"`],
  ['nested-code', sh`deno eval "console.log('${x}')"`],
  ['nested-code', sh`php -r "echo '${x}';"`],
  ['nested-code', sh`pwsh -NoProfile -Command Write-Output ${x}`],
  [
    'nested-code',
    sh`
    bash <<EOF
    echo ${x}
    EOF
  `,
  ],
  [
    'nested-code',
    sh`
    python3 - <<EOF
    print("${x}")
    EOF
  `,
  ],
  [
    'nested-code',
    sh`
    cat <<EOF | bash -eo pipefail
    echo ${x}
    EOF
  `,
  ],
  [
    'nested-code',
    sh`
    cat <<EOF |
    echo ${x}
    EOF
    bash -s
  `,
  ],
  [
    'nested-code',
    sh`
    ssh host <<EOF
    echo ${x}
    EOF
  `,
  ],
  ['nested-code', sh`bash <<< "echo ${x}"`],
  ['nested-code', sh`echo "echo ${x}" | bash`],
  ['nested-code', sh`{ echo a; echo ${x}; } | sudo sh`],
  ['nested-code', sh`bash <(echo ${x})`],
  ['program-text', sh`awk "/${x}/"`],
  ['program-text', sh`awk '{ print }' ${x}`],
  ['program-text', sh`sed "s/a/${x}/" file`],
  ['program-text', sh`sed 's/a/b/' ${x}`],
  ['program-text', sh`ssh host "echo ${x}"`],
  ['program-text', sh`jq ".a == \"${x}\""`],
];

describe('a value is refused', () => {
  it.each(refused.map(([place, found]) => [place, found.text.parts.join(''), found] as const))(
    '%s: %s',
    (place, _, found) => {
      const { where, hint } = refusals[place];
      expect(found.findings.map((finding) => [finding.code, finding.hint])).toEqual([['unsafe-shell-position', hint]]);
      expect(found.findings[0]?.message).toContain(`inputs.title stands ${where} (line `);
      expect(Object.keys(found.env)).not.toContain('INPUTS_TITLE');
      expect(found.findings[0]?.severity).toBe('error');
    },
  );

  it('in every place that has a message', () => {
    const tested = new Set(refused.map(([place]) => place));
    expect(Object.keys(refusals).filter((place) => !tested.has(place as UnsafePlace))).toEqual(['unplaced']);
  });

  it('names the line', () => {
    const found = sh`
      echo a
      echo ${y}

      echo '${x}'
    `;
    expect(found.findings[0]?.message).toMatch(/\(line 4 of the script\)$/);
  });
});

describe('a value is taken', () => {
  it.each([
    sh`bash -c 'echo "$1"' _ ${x}`,
    sh`export v=${x}; bash -c 'echo "$v"'`,
    sh`v=${x}; trap 'rm "$v"' EXIT`,
    sh`bash script.sh -c ${x}`,
    sh`bash -euo pipefail script.sh ${x}`,
    sh`docker exec ${x} sh -c 'echo a'`,
    sh`docker run -e A=${x} image`,
    sh`sudo -u ${x} ls`,
    sh`timeout ${x} ls`,
    sh`env A=${x} ls`,
    sh`command -v ${x}`,
    sh`python -c 'import sys; print(sys.argv[1])' ${x}`,
    sh`python -m json.tool <<< ${x}`,
    sh`python script.py <<< ${x}`,
    sh`node script.js --eval ${x}`,
    sh`pwsh -ExecutionPolicy Bypass -File x.ps1 ${x}`,
    sh`awk -v a=${x} 'a'`,
    sh`awk '{ print }' < ${x}`,
    sh`sed 's/a/b/' <<< ${x}`,
    sh`jq --arg a "b ${x}" '.a == $a' file`,
    sh`jq -n '$ARGS' --args "b ${x}"`,
    sh`jq . ${x}`,
    sh`echo bash -c ${x}`,
    sh`echo ${x} | grep bash`,
    sh`grep -q node <<< ${x}`,
    sh`[ ${x} -eq 1 ]`,
    sh`[[ ${x} == 1 && 2 -eq 3 ]]`,
    sh`[[ a < ${x} ]]`,
    sh`declare n=${x}`,
    sh`n=${x}; [ "$n" -gt 3 ]; echo "$(( m + 1 ))" "\${a[$n]}"`,
    sh`n=${x}; [[ $n =~ ^[0-9]+$ ]] && checked=$n; echo $(( checked + 1 ))`,
    sh`[[ # == a || -n ${x} ]]`,
    sh`
      cat <<EOF
      \${v:-it's} ${x}
      EOF
    `,
    sh`local -r n=${x} m="${x}"`,
    sh`read -r -p ${x} name`,
    sh`printf '%s' -v ${x}`,
    sh`A=${x} B="${x}" cmd`,
    sh`a[0]=${x}`,
    sh`: "\${v:=${x}}"`,
    sh`echo \\${x} '$'${x} $$ ${x} $?${x}`,
    sh`case ${x} in a|b) echo ${x} ;; (c) ;; *) echo "${x}" ;; esac; echo $(case a in a) ;; esac) ${x}`,
    sh`exec 3> ${x}`,
    sh`
      while read -r line; do
        echo "$line ${x}"
      done < <(ls ${x}) # it's the end
    `,
    sh`
      f() { # it's a function
        select a in ${x}; do break; done
        until false; do break; done
      } 2>&1
      echo a#'b' ${x}
    `,
  ])('%#', (found) => {
    expect(found.findings).toEqual([]);
    expect(Object.keys(found.env)).toEqual(['INPUTS_TITLE']);
  });
});

describe('files of the runner', () => {
  it.each([
    sh`echo "a=${x}" >> "$GITHUB_ENV"`,
    sh`echo ${x} >>$GITHUB_PATH`,
    sh`echo "a=${x}" >> \${GITHUB_OUTPUT}`,
    sh`>> $GITHUB_OUTPUT echo ${x}`,
    sh`time echo "a=$(basename ${x})" >> "$GITHUB_OUTPUT"`,
    sh`{ echo a; echo ${x}; } >> "$GITHUB_OUTPUT"`,
    sh`for i in 1; do echo ${x}; done >> "$GITHUB_OUTPUT"`,
    sh`f() { echo ${x}; } >> "$GITHUB_OUTPUT"`,
    sh`if true; then ( echo ${x} ) >> "$GITHUB_STATE"; fi`,
    sh`echo ${x} | sort | tee -a "$GITHUB_ENV"`,
    sh`
      cat >> "$GITHUB_ENV" <<EOF
      a=${x}
      EOF
    `,
    sh`
      exec >> "$GITHUB_OUTPUT"
      echo ${x}
    `,
  ])('take no value: %#', (found) => {
    expect(found.findings.map((finding) => finding.code)).toEqual(['unsafe-environment-file']);
    expect(found.findings[0]?.hint).toContain('writeOutput');
    expect(found.env).toEqual({});
  });

  it('concern only the command that writes them', () => {
    expect(sh`{ echo a >> "$GITHUB_ENV"; echo ${x}; }; echo ${x} >> "$GITHUB_STEP_SUMMARY"`.findings).toEqual([]);
    expect(sh`echo "a=${1}" >> "$GITHUB_OUTPUT"`.findings).toEqual([]);
  });
});

describe('the text', () => {
  it.each([
    ['an expression', sh`echo \${{ github.ref }}`, 'expression-in-script'],
    ['an expression in a literal', sh`echo ${'${{ github.ref }}'}`, 'expression-in-script'],
    ['open quotes', sh`echo "${x}`, 'unfinished-shell-text'],
    ['an open substitution', sh`echo $(echo ${x}`, 'unfinished-shell-text'],
    [
      'an open here-document',
      sh`
      cat <<EOF
      ${x}
    `,
      'unfinished-shell-text',
    ],
    ['an open group', sh`{ echo ${x}`, 'unfinished-shell-text'],
    ['undefined', sh`echo ${undefined as never}`, 'not-a-shell-value'],
    ['another script', sh`echo ${sh`a` as never}`, 'not-a-shell-value'],
  ])('is refused with %s', (_, found, code) => {
    expect(found.findings.map((finding) => finding.code)).toEqual([code]);
  });

  it('of another language is carried as it is, without expressions', () => {
    const found = script('\n    print(1)\n      # "\n', { shell: 'python' });
    expect(found).toMatchObject({ text: { parts: ['print(1)\n  # "'] }, shell: 'python', findings: [], env: {} });
    expect(script('print("${{ github.ref }}")', { shell: 'python' }).findings[0]?.code).toBe('expression-in-script');
  });
});
